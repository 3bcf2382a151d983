package glassformer.inspect;

import glassformer.answer.Prediction;
import glassformer.answer.Predictor;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.evaluate.Softmax;
import glassformer.task.LongTexts;
import glassformer.text.Tokenizer;
import glassformer.train.HeadReading;
import glassformer.train.HeadReading.Kind;
import glassformer.train.HeadReading.Likelihood;
import glassformer.train.HeadReading.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What every head of a model says of a text, with the probabilities behind it:
///
/// - a language model the token after each one; an encoder-decoder the tokens of its own answer
/// - a masked one the tokens that `[MASK]` hides; where the text has none, each of its first [#HIDDEN] tokens in turn,
///   hidden alone (Salazar et al. 2020, "Masked Language Model Scoring")
/// - all others what a [Predictor] says
///
/// @param inside the model with the text
public record Readings(Inside inside, ModelSpec spec, LongTexts longTexts) {
    /// How many tokens are kept of each place.
    public static final int TOP = 10;

    /// How many tokens of a text without `[MASK]` are hidden: each costs one text's evaluation.
    public static final int HIDDEN = 24;

    /// @param text the one that [#inside] reads
    public List<HeadReading> of(String text) {
        List<HeadReading> readings = new ArrayList<>();
        for (HeadSpec head : spec.heads()) {
            switch (head) {
                case HeadSpec.LanguageModel lm -> readings.add(spoken(lm));
                case HeadSpec.MaskedTokens masked -> readings.add(hidden(masked));
                case HeadSpec.SentencePair other -> predicted(other, text).ifPresent(readings::add);
                case HeadSpec.Classes other -> predicted(other, text).ifPresent(readings::add);
                case HeadSpec.TokenClasses other -> predicted(other, text).ifPresent(readings::add);
                case HeadSpec.Value other -> predicted(other, text).ifPresent(readings::add);
            }
        }
        return readings;
    }

    private HeadReading spoken(HeadSpec head) {
        ReadText read = inside.text();
        Tensor scores = inside.session().logits(read.input(), read.decoder(), head.name()); // (1, T, V)
        int[] ids = read.read().ids();
        int[] targets = read.decoder() == null ? following(read) : read.targets();
        List<Place> places = new ArrayList<>();
        for (int t = 0; t < ids.length; t++) {
            places.add(place(scores, t, ids[t], targets[t]));
        }
        return new HeadReading(
                head.name(), read.decoder() == null ? Kind.NEXT_TOKEN : Kind.WRITTEN_TOKEN, places, null);
    }

    /// Also where the tokenizer has the special tokens of masked models, whose targets are the tokens themselves.
    private int[] following(ReadText read) {
        if (tokenizer().specials().classify().isEmpty()) {
            return read.targets();
        }
        int[] ids = read.input().ids();
        int[] next = Arrays.copyOfRange(ids, 1, ids.length + 1);
        next[next.length - 1] = ReadText.NONE;
        return next;
    }

    private HeadReading hidden(HeadSpec head) {
        Tokens input = inside.text().input();
        int mask = tokenizer().specials().requireMask();
        List<Place> places = new ArrayList<>();
        if (holes(input, mask)) {
            Tensor hidden = inside.session().hidden(input, null); // (1, T, C)
            for (int t = 0; t < input.length(); t++) {
                if (input.ids()[t] == mask) {
                    places.add(guessed(head, hidden, t, mask, ReadText.NONE));
                }
            }
        } else {
            for (int t = 0; t < input.length() && places.size() < HIDDEN; t++) {
                int own = input.ids()[t];
                if (!tokenizer().specials().contains(own)) {
                    Tensor hidden = inside.session().hidden(masked(input, t, mask), null); // (1, T, C)
                    places.add(guessed(head, hidden, t, own, own));
                }
            }
        }
        return new HeadReading(head.name(), Kind.HIDDEN_TOKEN, places, null);
    }

    /// The head computes only the one place.
    private Place guessed(HeadSpec head, Tensor hidden, int place, int shown, int target) {
        int width = hidden.shape().getLast();
        float[] row = new float[width];
        System.arraycopy(hidden.values(), place * width, row, 0, width);
        return place(inside.session().scores(Tensor.of(row, 1, width), head.name()), 0, shown, target);
    }

    private static boolean holes(Tokens input, int mask) {
        for (int id : input.ids()) {
            if (id == mask) {
                return true;
            }
        }
        return false;
    }

    private static Tokens masked(Tokens input, int place, int mask) {
        int[] ids = input.ids().clone();
        ids[place] = mask;
        return new Tokens(ids, input.types(), input.lengths(), input.size(), input.length());
    }

    private Optional<HeadReading> predicted(HeadSpec head, String text) {
        return new Predictor(inside.session(), spec, tokenizer(), longTexts)
                .predictions(List.of(head), text).stream()
                        .map(Readings::reading)
                        .findFirst();
    }

    private static HeadReading reading(Prediction said) {
        Kind kind =
                switch (said.kind()) {
                    case HIDDEN_TOKEN -> Kind.HIDDEN_TOKEN;
                    case FOLLOWS -> Kind.FOLLOWS;
                    case CLASS -> Kind.CLASS;
                    case TAGS -> Kind.TAGS;
                    case VALUE -> Kind.VALUE;
                };
        List<Place> places = said.places().stream()
                .map(place -> new Place(
                        place.text(),
                        null,
                        place.likeliest().stream()
                                .limit(TOP)
                                .map(likely -> new Likelihood(likely.name(), (float) likely.probability()))
                                .toList()))
                .toList();
        return new HeadReading(said.head(), kind, places, said.value());
    }

    /// @param scores (T, V)
    /// @param shown  the token at the place
    private Place place(Tensor scores, int row, int shown, int target) {
        double[] probabilities = Softmax.of(scores.values(), row, scores.shape().getLast());
        return new Place(tokenizer().token(shown), likelihood(probabilities, target), likeliest(probabilities));
    }

    private @Nullable Likelihood likelihood(double[] probabilities, int id) {
        return id == ReadText.NONE ? null : new Likelihood(tokenizer().token(id), (float) probabilities[id]);
    }

    /// Without sorting a whole vocabulary. The model's may be rounded up beyond the tokenizer's.
    private List<Likelihood> likeliest(double[] probabilities) {
        int known = Math.min(probabilities.length, tokenizer().vocabSize());
        int[] best = new int[Math.min(TOP, known)];
        int found = 0;
        for (int id = 0; id < known; id++) {
            if (found == best.length && probabilities[id] <= probabilities[best[found - 1]]) {
                continue;
            }
            int at = found < best.length ? found++ : found - 1;
            while (at > 0 && probabilities[id] > probabilities[best[at - 1]]) {
                best[at] = best[at - 1];
                at--;
            }
            best[at] = id;
        }
        List<Likelihood> kept = new ArrayList<>();
        for (int id : best) {
            kept.add(new Likelihood(tokenizer().token(id), (float) probabilities[id]));
        }
        return kept;
    }

    private Tokenizer tokenizer() {
        return inside.tokenizer();
    }
}
