package glassformer.inspect;

import glassformer.BadInputException;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.text.Tokenizer;
import java.util.Arrays;
import java.util.List;

/// Where each token of a text looks.
///
/// @param tokens   for people to read
/// @param patterns `(H, T, T)` a layer: row = query, column = key
/// @param cut      whether the text was longer than the model's context, so that only its beginning is here
public record Attention(List<String> tokens, List<Tensor> patterns, boolean cut) {
    public Attention {
        tokens = List.copyOf(tokens);
        patterns = List.copyOf(patterns);
    }

    /// @throws glassformer.BadInputException where the text has no token
    public static Attention of(ModelSession session, Tokenizer tokenizer, String text) {
        int[] all = tokenizer.encode(text);
        if (all.length == 0) {
            throw new BadInputException("The text to look at is empty, but must have at least one token.");
        }
        int contextLength = session.blueprint().config().contextLength();
        int[] ids = Arrays.copyOf(all, Math.min(all.length, contextLength));
        List<String> tokens = Arrays.stream(ids).mapToObj(tokenizer::token).toList();
        return new Attention(tokens, session.attention(Tokens.of(ids), null), ids.length < all.length);
    }
}
