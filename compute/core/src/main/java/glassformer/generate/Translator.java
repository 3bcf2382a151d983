package glassformer.generate;

import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.evaluate.Highest;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.Arrays;

/// Turns a text into another one with an encoder-decoder, always taking the likeliest next token.
public final class Translator {
    private final ModelSession session;
    private final Tokenizer tokenizer;
    private final int start;
    private final int end;

    /// @throws glassformer.BadInputException where the tokenizer has no padding token to start from or none to end with
    public Translator(ModelSession session, Tokenizer tokenizer) {
        SpecialTokens specials = tokenizer.specials();
        this.session = session;
        this.tokenizer = tokenizer;
        this.start = specials.requirePad();
        this.end = specials.requireSeparator();
    }

    /// The ids of a text and of the token that ends it, cut to fit.
    public static int[] ended(Tokenizer tokenizer, String text, int contextLength) {
        int[] ids = tokenizer.encode(text);
        int[] ended = Arrays.copyOf(ids, Math.min(ids.length, contextLength - 1) + 1);
        ended[ended.length - 1] = tokenizer.specials().requireSeparator();
        return ended;
    }

    public String translate(String source) {
        return tokenizer.decode(translation(source, Integer.MAX_VALUE).text());
    }

    /// @param longest how many tokens to write at most; the model's context is a limit, too
    public Translation translation(String source, int longest) {
        int context = session.blueprint().config().contextLength();
        int room = Math.min(context, longest);
        int[] from = ended(tokenizer, source, context);
        int[] read = new int[room];
        int[] wrote = new int[room];
        int count = 0;
        int next = start;
        try (ModelSession.Decoding decoding = session.startDecoding(Tokens.of(from))) {
            while (count < room && (count == 0 || next != end)) {
                read[count] = next;
                float[] scores = decoding.append(new int[] {next});
                next = Highest.of(scores, 0, scores.length);
                wrote[count++] = next;
            }
        }
        return new Translation(from, Arrays.copyOf(read, count), Arrays.copyOf(wrote, count), count > 0 && next == end);
    }
}
