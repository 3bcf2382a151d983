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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Continues a text token by token.
///
/// Token number `i` (from 0) is drawn with the random number of (seed, i), so the same seed gives the same
/// text. Where the text grows beyond the model's context, the newest half of the context is kept.
public final class Generator {
    private static final int SHOWN = 10;

    private final ModelSession session;
    private final Tokenizer tokenizer;
    private final int contextLength;

    public Generator(ModelSession session, Tokenizer tokenizer) {
        this.session = session;
        this.tokenizer = tokenizer;
        this.contextLength = session.blueprint().config().contextLength();
    }

    /// With an encoder the prompt is the source, and the text is what the decoder makes of it.
    ///
    /// Blocks until all tokens were generated, the model ended the text with `<|endoftext|>` (which is not handed
    /// out) or `cancelled` says so; it is asked before each token. An empty prompt starts from `<|endoftext|>`, or
    /// from a line break where the vocabulary has none.
    public void generate(
            String prompt, SamplingOptions options, Consumer<TokenChoice> each, BooleanSupplier cancelled) {
        requireDecoder();
        boolean translates = session.blueprint().hasEncoder();
        int end = (translates ? tokenizer.specials().separator() : tokenizer.endOfText()).orElse(-1);
        Tokens source = translates ? Tokens.of(read(prompt)) : null;
        int[] start = translates ? new int[] {tokenizer.specials().requirePad()} : read(prompt);
        int[] context = Arrays.copyOf(start, start.length + options.maxTokens());
        int length = start.length;
        int[] pending = start;
        try (ModelSession.Decoding decoding = session.startDecoding(source)) {
            for (int position = 0; position < options.maxTokens() && !cancelled.getAsBoolean(); position++) {
                if (decoding.length() + pending.length > contextLength) {
                    decoding.clear();
                    pending = newest(Arrays.copyOf(context, length), Math.max(1, contextLength / 2));
                }
                TokenChoice choice = choose(decoding.append(pending), options, position);
                if (choice.id() == end) {
                    return;
                }
                context[length++] = choice.id();
                pending = new int[] {choice.id()};
                each.accept(choice);
            }
        }
    }

    /// The token ids that a prompt is read as: an encoder's source with its end, or what a decoder starts from.
    public int[] read(String prompt) {
        if (session.blueprint().hasEncoder()) {
            return Translator.ended(tokenizer, prompt, contextLength);
        }
        int[] start = newest(prompt.isEmpty() ? beginning() : tokenizer.encode(prompt), contextLength);
        return start.length == 0 ? beginning() : start;
    }

    private void requireDecoder() {
        boolean looksAhead =
                session.blueprint().attentions().stream().anyMatch(attention -> attention.mask() instanceof Mask.Full);
        if (looksAhead && !session.blueprint().hasEncoder()) {
            throw new BadInputException(
                    "The model reads texts in both directions, so it cannot continue one; a GPT or an"
                            + " encoder-decoder can.");
        }
    }

    private TokenChoice choose(float[] logits, SamplingOptions options, int position) {
        Ranking ranking = new Ranking(logits, tokenizer.vocabSize(), options.temperature());
        int chosen = options.temperature() == 0
                ? 0
                : ranking.draw(
                        ranking.kept(options.topK(), options.topP()), SplitMix64.uniform(options.seed(), position));
        List<Candidate> top = new ArrayList<>();
        for (int rank = 0; rank < Math.min(SHOWN, ranking.size()); rank++) {
            int id = ranking.id(rank);
            top.add(new Candidate(id, tokenizer.token(id), ranking.probability(rank), rank == chosen));
        }
        int id = ranking.id(chosen);
        return new TokenChoice(id, tokenizer.token(id), ranking.probability(chosen), top);
    }

    private int[] beginning() {
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

    private static int[] newest(int[] ids, int count) {
        return ids.length <= count ? ids : Arrays.copyOfRange(ids, ids.length - count, ids.length);
    }
}
