package glassformer.inspect;

import glassformer.BadInputException;
import glassformer.answer.AnswerKind;
import glassformer.answer.TypedText;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.evaluate.Highest;
import glassformer.evaluate.Softmax;
import glassformer.inspect.SlidingWindow.Piece;
import glassformer.text.SpecialTokens;
import glassformer.text.TokenSpan;
import glassformer.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds how surprising a text is to a model that says tokens.
///
/// A text that is longer than the model's context is read in windows that overlap by half. A decoder then sees at least
/// half a context before each token, once there is that much; a masked model sees a quarter on either side.
public record SurpriseReader(ModelSession session, ModelSpec spec, Tokenizer tokenizer) {
    /// What a window can show and a pipe can carry in a moment.
    public static final int MOST_TOKENS = 20_000;

    /// A masked model computes a whole pass for each token.
    public static final int MOST_MASKED_TOKENS = 2_000;

    private static final int MASKED_VALUES_AT_ONCE = 4_000_000;
    private static final int MASKED_TEXTS_AT_ONCE = 16;
    private static final int LIKELIEST = 5;

    /// @param text an encoder-decoder's source and target with ` | ` between them
    /// @throws BadInputException where the model says no tokens, or the text is empty or too long
    public Surprise of(String text) {
        return switch (AnswerKind.of(spec)) {
            case CONTINUATION -> next(text);
            case HIDDEN_WORDS -> masked(text);
            case TRANSLATION -> target(text);
            case PREDICTION ->
                throw new BadInputException("The model says classes or numbers, not words, so no text surprises it:"
                        + " take a language model, a masked one or a translation.");
        };
    }

    private Surprise next(String text) {
        List<TokenSpan> spans = spans(text, 2, MOST_TOKENS);
        int[] ids = ids(spans);
        SlidingWindow window = SlidingWindow.back(spec.config().contextLength());
        List<Piece> pieces = window.of(ids.length);
        Judged judged = new Judged(text, spans);
        for (Piece piece : pieces) {
            int from = Math.max(1, piece.judged());
            if (from < piece.until()) {
                Tensor scores = logits(Tokens.of(Arrays.copyOfRange(ids, piece.from(), piece.to())));
                for (int place = from; place < piece.until(); place++) {
                    judged.set(place, scores, place - piece.from() - 1);
                }
            }
        }
        return judged.surprise(Surprise.Method.NEXT_TOKEN, window, pieces.size());
    }

    private Surprise masked(String text) {
        List<TokenSpan> spans = spans(text, 1, MOST_MASKED_TOKENS);
        int[] ids = ids(spans);
        SpecialTokens specials = tokenizer.specials();
        int mask = specials.requireMask();
        SlidingWindow window = SlidingWindow.bothWays(Math.max(1, spec.config().contextLength() - 2));
        List<Piece> pieces = window.of(ids.length);
        Judged judged = new Judged(text, spans);
        for (Piece piece : pieces) {
            int[] read = framed(Arrays.copyOfRange(ids, piece.from(), piece.to()), specials);
            long values = (long) read.length * spec.config().vocabSize();
            int most = Math.clamp(MASKED_VALUES_AT_ONCE / values, 1, MASKED_TEXTS_AT_ONCE);
            for (int first = piece.judged(); first < piece.until(); first += most) {
                int count = Math.min(most, piece.until() - first);
                int[] rows = new int[count * read.length];
                for (int row = 0; row < count; row++) {
                    System.arraycopy(read, 0, rows, row * read.length, read.length);
                    rows[row * read.length + first + row - piece.from() + 1] = mask;
                }
                Tensor scores = logits(Tokens.of(rows, count, read.length));
                for (int row = 0; row < count; row++) {
                    judged.set(first + row, scores, row * read.length + first + row - piece.from() + 1);
                }
            }
        }
        return judged.surprise(Surprise.Method.MASKED_IN_TURN, window, pieces.size());
    }

    private static int[] framed(int[] ids, SpecialTokens specials) {
        int[] all = new int[ids.length + 2];
        all[0] = specials.classify().orElseThrow();
        System.arraycopy(ids, 0, all, 1, ids.length);
        all[all.length - 1] = specials.requireSeparator();
        return all;
    }

    private Surprise target(String text) {
        int bar = text.indexOf(TypedText.BAR);
        if (bar < 0) {
            throw new BadInputException("The model turns one text into another: write the source, \"" + TypedText.BAR
                    + "\" and the text to be judged.");
        }
        int context = spec.config().contextLength();
        int[] source = tokenizer.encode(text.substring(0, bar).strip());
        if (source.length + 1 > context) {
            throw new BadInputException("The source has " + source.length + " tokens, but must have at most "
                    + (context - 1) + " to be read whole.");
        }
        String target = text.substring(bar + TypedText.BAR.length()).strip();
        List<TokenSpan> spans = new ArrayList<>(spans(target, 1, context - 1));
        spans.add(new TokenSpan(tokenizer.specials().requireSeparator(), target.length(), target.length()));
        int[] wrote = ids(spans);
        int[] read = new int[wrote.length];
        read[0] = tokenizer.specials().requirePad();
        System.arraycopy(wrote, 0, read, 1, wrote.length - 1);
        int[] ended = Arrays.copyOf(source, source.length + 1);
        ended[source.length] = tokenizer.specials().requireSeparator();
        Tensor scores = session.logits(Tokens.of(ended), Tokens.of(read), head());
        Judged judged = new Judged(target, spans);
        for (int place = 0; place < wrote.length; place++) {
            judged.set(place, scores, place);
        }
        return judged.surprise(Surprise.Method.TARGET_OF_SOURCE, new SlidingWindow(context, context, 0), 1);
    }

    private Tensor logits(Tokens input) {
        return session.logits(input, null, head());
    }

    private String head() {
        return spec.heads().stream()
                .filter(head -> head instanceof HeadSpec.LanguageModel || head instanceof HeadSpec.MaskedTokens)
                .findFirst()
                .orElseThrow()
                .name();
    }

    private List<TokenSpan> spans(String text, int least, int most) {
        List<TokenSpan> spans = tokenizer.spans(text);
        if (spans.size() < least || spans.size() > most) {
            throw new BadInputException("The text has " + spans.size() + (spans.size() == 1 ? " token" : " tokens")
                    + ", but must have from " + least + " to " + most + ".");
        }
        return spans;
    }

    private static int[] ids(List<TokenSpan> spans) {
        return spans.stream().mapToInt(TokenSpan::id).toArray();
    }

    /// The tokens of a text, judged one by one.
    private final class Judged {
        private final String text;
        private final List<TokenSpan> spans;
        private final SurprisingToken[] tokens;
        private int first = Integer.MAX_VALUE;

        Judged(String text, List<TokenSpan> spans) {
            this.text = text;
            this.spans = spans;
            this.tokens = new SurprisingToken[spans.size()];
        }

        /// @param scores (..., V), of which `row` says what should stand at `place`
        void set(int place, Tensor scores, int row) {
            int id = spans.get(place).id();
            float[] values = scores.values();
            int size = scores.shape().getLast();
            double[] probabilities = Softmax.of(values, row, size);
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < size; i++) {
                highest = Math.max(highest, values[row * size + i]);
            }
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += Math.exp(values[row * size + i] - highest);
            }
            // From the scores, since a probability can be too small for a number.
            double bits = (Math.log(sum) - (values[row * size + id] - highest)) / Math.log(2);
            if (!Double.isFinite(bits)) {
                throw new BadInputException("The model's scores are not numbers: its weights are broken; an earlier"
                        + " checkpoint may be whole.");
            }
            tokens[place] = token(place, bits, likeliest(probabilities));
            first = Math.min(first, place);
        }

        private SurprisingToken token(int place, @Nullable Double bits, List<SurprisingToken.Option> likeliest) {
            int id = spans.get(place).id();
            return new SurprisingToken(
                    id, tokenizer.token(id), text.substring(begin(place), begin(place + 1)), bits, likeliest);
        }

        /// Where a token's stretch begins: what no token stands for belongs to the one after it.
        private int begin(int place) {
            return place == 0
                    ? 0
                    : place >= spans.size()
                            ? text.length()
                            : spans.get(place - 1).end();
        }

        private List<SurprisingToken.Option> likeliest(double[] probabilities) {
            List<SurprisingToken.Option> options = new ArrayList<>();
            // The model's vocabulary may be rounded up beyond the tokenizer's.
            double[] left = Arrays.copyOf(probabilities, Math.min(probabilities.length, tokenizer.vocabSize()));
            for (int rank = 0; rank < Math.min(LIKELIEST, left.length); rank++) {
                int best = Highest.of(left);
                options.add(new SurprisingToken.Option(best, tokenizer.token(best), left[best]));
                left[best] = -1;
            }
            return options;
        }

        Surprise surprise(Surprise.Method method, SlidingWindow window, int windows) {
            List<SurprisingToken> all = new ArrayList<>();
            for (int place = 0; place < tokens.length; place++) {
                all.add(place < first ? token(place, null, List.of()) : tokens[place]);
            }
            long bytes = text.substring(begin(first)).getBytes(StandardCharsets.UTF_8).length;
            double blind = Math.log(tokenizer.vocabSize()) / Math.log(2);
            return new Surprise(method, all, bytes, window.length(), window.stride(), windows, blind);
        }
    }
}
