package glassformer.answer;

import glassformer.blueprint.BertConfig;
import glassformer.blueprint.ModelConfig;
import glassformer.engine.Tokens;
import glassformer.task.LongTexts;
import glassformer.task.TokenPair;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a person typed, as a model with special tokens reads it. Two texts with ` | ` between them are a pair, as data
/// is shown, too; `[MASK]` is the token to be guessed, whatever the vocabulary calls it.
///
/// @param second null where there is one text
public record TypedText(int[] first, int @Nullable [] second) {
    /// Stands in a text for the token to be guessed.
    public static final String MASK = "[MASK]";

    /// Stands between two texts.
    public static final String BAR = " | ";

    // Written out, since the compiler drops the annotations of arrays from a compact constructor's parameters.
    public TypedText(int[] first, int @Nullable [] second) {
        this.first = first;
        this.second = second;
    }

    public static TypedText of(Tokenizer tokenizer, String text) {
        int bar = text.indexOf(BAR);
        return bar < 0
                ? new TypedText(ids(tokenizer, text), null)
                : new TypedText(
                        ids(tokenizer, text.substring(0, bar).strip()),
                        ids(tokenizer, text.substring(bar + BAR.length()).strip()));
    }

    public boolean isPair() {
        return second != null;
    }

    public boolean isEmpty() {
        return length() == 0;
    }

    /// With the special tokens around, cut to fit.
    ///
    /// @param room tokens in all, special ones included
    public TokenPair fitted(SpecialTokens specials, int room) {
        return second == null ? TokenPair.of(specials, first, room) : TokenPair.of(specials, first, second, room);
    }

    /// All that is read of it: a pair at once, a text that is too long as a lab asks for.
    ///
    /// @param room tokens in all, special ones included
    public List<TokenPair> windows(SpecialTokens specials, int room, LongTexts longTexts) {
        return second == null
                ? longTexts.of(specials, first, room)
                : List.of(TokenPair.of(specials, first, second, room, longTexts.truncation()));
    }

    /// Whether it has to be cut to fit.
    public boolean isCut(SpecialTokens specials, int room) {
        return length() + 2 + (isPair() ? specials.separatorsBetween() : 0) > room;
    }

    /// As one row, with token types where the model tells two apart.
    public static Tokens tokens(TokenPair pair, ModelConfig config) {
        boolean types = config instanceof BertConfig bert && bert.tokenTypes() > 1;
        return new Tokens(pair.ids(), types ? pair.segments() : null, null, 1, pair.ids().length);
    }

    private int length() {
        return first.length + (second == null ? 0 : second.length);
    }

    private static int[] ids(Tokenizer tokenizer, String text) {
        SpecialTokens specials = tokenizer.specials();
        if (specials.mask().isEmpty() || !text.contains(MASK)) {
            return tokenizer.encode(text);
        }
        List<int[]> pieces = new ArrayList<>();
        for (String part : text.split(Pattern.quote(MASK), -1)) {
            if (!pieces.isEmpty()) {
                pieces.add(new int[] {specials.requireMask()});
            }
            pieces.add(tokenizer.encode(part.strip()));
        }
        return pieces.stream().flatMapToInt(Arrays::stream).toArray();
    }
}
