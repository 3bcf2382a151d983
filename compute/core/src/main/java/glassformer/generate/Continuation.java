package glassformer.generate;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.blueprint.Mask;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A text that grows token by token. With an encoder the prompt is the source, and the text is what the decoder makes
/// of it.
///
/// Where the text grows beyond the model's context, the newest half of the context is kept. An empty prompt starts from
/// `<|endoftext|>`, or from a line break where the vocabulary has none.
public final class Continuation implements AutoCloseable {
    private static final int SHOWN = 10;

    private final Tokenizer tokenizer;
    private final ModelSession.Decoding decoding;
    private final boolean cached;
    private final int contextLength;
    private final int end;
    private int[] ids;
    private int length;
    private int generated;
    private int from;
    private int begun;
    private int read;
    private float[] scores = {};

    public Continuation(ModelSession session, Tokenizer tokenizer, String prompt) {
        this(session, tokenizer, prompt, true);
    }

    /// @param cached whether keys and values of tokens that were read are kept; without, each token reads all again,
    ///               which gives the same text and takes longer
    /// @throws BadInputException where the model cannot continue a text
    public Continuation(ModelSession session, Tokenizer tokenizer, String prompt, boolean cached) {
        requireDecoder(session);
        boolean translates = session.blueprint().hasEncoder();
        this.tokenizer = tokenizer;
        this.cached = cached;
        contextLength = session.blueprint().config().contextLength();
        end = (translates ? tokenizer.specials().separator() : tokenizer.endOfText()).orElse(-1);
        ids = start(session, tokenizer, prompt);
        length = ids.length;
        decoding = session.startDecoding(
                translates ? Tokens.of(Translator.ended(tokenizer, prompt, contextLength)) : null);
    }

    /// What the decoder reads before anything was generated.
    static int[] start(ModelSession session, Tokenizer tokenizer, String prompt) {
        if (session.blueprint().hasEncoder()) {
            return new int[] {tokenizer.specials().requirePad()};
        }
        int room = session.blueprint().config().contextLength();
        int[] start = newest(prompt.isEmpty() ? beginning(tokenizer) : tokenizer.encode(prompt), room);
        return start.length == 0 ? beginning(tokenizer) : start;
    }

    static void requireDecoder(ModelSession session) {
        boolean looksAhead =
                session.blueprint().attentions().stream().anyMatch(attention -> attention.mask() instanceof Mask.Full);
        if (looksAhead && !session.blueprint().hasEncoder()) {
            throw new BadInputException(
                    "The model reads texts in both directions, so it cannot continue one; a GPT or an"
                            + " encoder-decoder can.");
        }
    }

    /// The id that ends the text, or -1.
    public int end() {
        return end;
    }

    /// How many tokens were appended.
    public int generated() {
        return generated;
    }

    /// The scores of the token that comes next. // (V)
    public float[] scores() {
        if (scores.length == 0) {
            slide();
            if (!cached || begun != from) {
                decoding.clear();
                begun = from;
                read = from;
            }
            scores = decoding.append(Arrays.copyOfRange(ids, read, length));
            read = length;
        }
        return scores;
    }

    /// Lets a token come next, whether or not its scores were asked for.
    public void append(int id) {
        slide();
        if (length == ids.length) {
            ids = Arrays.copyOf(ids, 2 * length);
        }
        ids[length++] = id;
        generated++;
        scores = new float[0];
    }

    /// The token that comes next, without letting it come. Token number `i` (from 0) is drawn with the random number of
    /// (seed, i), so the same seed gives the same text.
    public TokenChoice choose(SamplingOptions options) {
        Ranking ranking = new Ranking(scores(), tokenizer.vocabSize(), options.temperature());
        int chosen = options.temperature() == 0
                ? 0
                : ranking.draw(
                        ranking.kept(options.topK(), options.topP()), SplitMix64.uniform(options.seed(), generated));
        List<Candidate> top = new ArrayList<>();
        for (int rank = 0; rank < Math.min(SHOWN, ranking.size()); rank++) {
            int id = ranking.id(rank);
            top.add(new Candidate(id, tokenizer.token(id), ranking.probability(rank), rank == chosen));
        }
        int id = ranking.id(chosen);
        return new TokenChoice(id, tokenizer.token(id), ranking.probability(chosen), top);
    }

    /// Draws a token and lets it come; empty where the text ends.
    public Optional<TokenChoice> next(SamplingOptions options) {
        TokenChoice choice = choose(options);
        if (choice.id() == end) {
            return Optional.empty();
        }
        append(choice.id());
        return Optional.of(choice);
    }

    private void slide() {
        if (length - from > contextLength) {
            from = length - Math.max(1, contextLength / 2);
        }
    }

    private static int[] beginning(Tokenizer tokenizer) {
        if (tokenizer.endOfText().isPresent()) {
            return new int[] {tokenizer.endOfText().getAsInt()};
        }
        for (String start : List.of("\n", " ")) {
            int[] ids = tokenizer.encode(start);
            if (ids.length == 1 && tokenizer.unknown().orElse(-1) != ids[0]) {
                return ids;
            }
        }
        return new int[] {tokenizer.unknown().orElse(-1) == 0 ? 1 : 0};
    }

    static int[] newest(int[] ids, int count) {
        return ids.length <= count ? ids : Arrays.copyOfRange(ids, ids.length - count, ids.length);
    }

    @Override
    public void close() {
        decoding.close();
    }
}
