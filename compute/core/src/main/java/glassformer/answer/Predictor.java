package glassformer.answer;

import glassformer.BadInputException;
import glassformer.answer.Prediction.Kind;
import glassformer.answer.Prediction.Place;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.evaluate.Highest;
import glassformer.task.LongTexts;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a model's heads say to a text, with probabilities. Two texts with ` | ` between them are a pair.
///
/// @param longTexts how a class or a number is found of a text that is longer than the context
public record Predictor(ModelSession session, ModelSpec spec, Tokenizer tokenizer, LongTexts longTexts) {
    private static final int HIDDEN_SHOWN = 10;
    private static final int CLASSES_SHOWN = 100;

    /// @param words the prediction, for people
    private record Said(Prediction prediction, String words) {}

    /// Every head that has something to say to this text says it: one of hidden tokens needs `[MASK]`, one of following
    /// sentences a pair.
    ///
    /// @throws BadInputException where no head has
    public Answered of(String text) {
        List<Said> said = said(spec.heads(), text);
        if (said.isEmpty()) {
            throw new BadInputException(missing(text));
        }
        String words = said.size() == 1
                ? said.getFirst().words()
                : said.stream()
                        .map(one -> one.prediction().head() + ": " + one.words())
                        .collect(Collectors.joining("; "));
        return new Answered(words, said.stream().map(Said::prediction).toList());
    }

    /// As [#of], of some of the heads; none where none of them has something to say.
    public List<Prediction> predictions(List<HeadSpec> heads, String text) {
        return said(heads, text).stream().map(Said::prediction).toList();
    }

    private List<Said> said(List<HeadSpec> heads, String text) {
        TypedText typed = TypedText.of(tokenizer, text);
        List<Tokens> windows = typed.windows(tokenizer.specials(), spec.config().contextLength(), longTexts).stream()
                .map(window -> TypedText.tokens(window, spec.config()))
                .toList();
        return heads.stream()
                .flatMap(head -> said(head, typed, windows).stream())
                .toList();
    }

    private Optional<Said> said(HeadSpec head, TypedText typed, List<Tokens> windows) {
        Tokens input = windows.getFirst();
        return switch (head) {
            case HeadSpec.LanguageModel lm -> Optional.empty();
            case HeadSpec.MaskedTokens masked -> hidden(masked, input);
            case HeadSpec.SentencePair pair ->
                typed.isPair()
                        ? Optional.of(
                                one(pair, Kind.FOLLOWS, List.of(Prediction.FOLLOWS, Prediction.FOLLOWS_NOT), windows))
                        : Optional.empty();
            case HeadSpec.Classes classes -> Optional.of(one(classes, Kind.CLASS, classes.labels(), windows));
            case HeadSpec.TokenClasses tags -> Optional.of(tagged(tags, input));
            case HeadSpec.Value value -> Optional.of(number(value, windows));
        };
    }

    private String missing(String text) {
        if (spec.heads().isEmpty()) {
            return "The model has no head that could answer; train it on a task first.";
        }
        return switch (spec.heads().getFirst()) {
            case HeadSpec.MaskedTokens masked ->
                "The prompt \"" + text + "\" has no " + TypedText.MASK
                        + ", which stands for the word that a masked language model is to guess.";
            case HeadSpec.SentencePair pair ->
                "The prompt \"" + text + "\" is one sentence, but the model tells whether one follows another: write"
                        + " both with \" | \" between them.";
            case HeadSpec.LanguageModel lm -> "The model goes on with a text and says nothing else about it.";
            case HeadSpec.Classes any -> throw new IllegalStateException("a class can always be given");
            case HeadSpec.TokenClasses any -> throw new IllegalStateException("tags can always be given");
            case HeadSpec.Value any -> throw new IllegalStateException("a number can always be given");
        };
    }

    private Optional<Said> hidden(HeadSpec.MaskedTokens head, Tokens input) {
        int mask = tokenizer.specials().requireMask();
        int[] filled = input.ids().clone();
        List<Place> places = new ArrayList<>();
        Tensor scores = session.logits(input, null, head.name()); // (1, T, V)
        int size = scores.shape().getLast();
        for (int place = 0; place < filled.length; place++) {
            if (filled[place] == mask) {
                // The model's vocabulary may be rounded up beyond the tokenizer's.
                float[] known = Arrays.copyOfRange(scores.values(), place * size, place * size + tokenizer.vocabSize());
                places.add(new Place(
                        TypedText.MASK, Prediction.ranked(known, 0, known.length, HIDDEN_SHOWN, tokenizer::token)));
                filled[place] = Highest.of(known, 0, known.length);
            }
        }
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(new Said(new Prediction(head.name(), Kind.HIDDEN_TOKEN, places, null), shown(filled)));
    }

    /// Without the special tokens, a bar between two texts.
    private String shown(int[] ids) {
        int separator = tokenizer.specials().requireSeparator();
        List<String> texts = new ArrayList<>();
        int from = 1;
        for (int place = 1; place < ids.length; place++) {
            if (ids[place] == separator) {
                if (place > from) {
                    texts.add(tokenizer
                            .decode(Arrays.copyOfRange(ids, from, place))
                            .strip());
                }
                from = place + 1;
            }
        }
        return String.join(TypedText.BAR, texts);
    }

    private Said one(HeadSpec head, Kind kind, List<String> labels, List<Tokens> windows) {
        double[] pooled = longTexts.probabilities(scores(head, windows));
        Place place = new Place("", Prediction.ranked(pooled, CLASSES_SHOWN, labels::get));
        String words = String.format(
                Locale.ROOT,
                "%s (%.1f %%)",
                place.best().name(),
                100 * place.best().probability());
        return new Said(new Prediction(head.name(), kind, List.of(place), null), words);
    }

    /// The scores of each window. // (W, N)
    private List<float[]> scores(HeadSpec head, List<Tokens> windows) {
        return windows.stream()
                .map(window -> session.logits(window, null, head.name()).values()) // (1, N)
                .toList();
    }

    private Said tagged(HeadSpec.TokenClasses head, Tokens input) {
        float[] scores = session.logits(input, null, head.name()).values(); // (1, T, N)
        List<Place> words = IntStream.range(1, input.length() - 1)
                .filter(place -> place == 1 || startsWord(input, place))
                .mapToObj(place -> new Place(
                        word(input, place),
                        Prediction.ranked(scores, place, head.classes(), CLASSES_SHOWN, head.labels()::get)))
                .toList();
        String line = words.stream()
                .map(word -> word.text() + "/" + word.best().name())
                .collect(Collectors.joining(" "));
        return new Said(new Prediction(head.name(), Kind.TAGS, words, null), line);
    }

    /// All pieces of the word that begins here.
    private String word(Tokens input, int place) {
        int end = place + 1;
        while (end < input.length() - 1 && !startsWord(input, end)) {
            end++;
        }
        return tokenizer.decode(Arrays.copyOfRange(input.ids(), place, end)).strip();
    }

    private boolean startsWord(Tokens input, int place) {
        return tokenizer.startsWord(input.ids()[place]);
    }

    private Said number(HeadSpec.Value head, List<Tokens> windows) {
        double value = longTexts.value(scores(head, windows));
        return new Said(
                new Prediction(head.name(), Kind.VALUE, List.of(), value),
                String.format(Locale.ROOT, "%.4f standard deviations from the mean", value));
    }
}
