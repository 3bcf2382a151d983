package glassformer.inspect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A token of a text and how little a model expected it.
///
/// @param text     the stretch of the text that it stands for, with what no token stands for before it; all of them
///                 joined are the text
/// @param token    its name, for people to read
/// @param bits     -log2 of the probability that the model gave it; null where nothing came before that could tell
/// @param likeliest what the model would have said in its place, likeliest first
public record SurprisingToken(
        int id, String token, String text, @Nullable Double bits, List<Option> likeliest) {
    /// A token that could have stood there.
    public record Option(int id, String token, double probability) {}

    public SurprisingToken {
        likeliest = List.copyOf(likeliest);
    }

    /// The probability that the model gave it; null where it gave none.
    public @Nullable Double probability() {
        return bits == null ? null : Math.pow(2, -bits);
    }
}
