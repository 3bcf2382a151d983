package glassformer.task;

import glassformer.BadInputException;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelSpec;
import glassformer.data.Input;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.evaluate.Highest;
import glassformer.generate.Generator;
import glassformer.generate.SamplingOptions;
import glassformer.generate.Translator;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a trained model says to a prompt, in words: a continuation, a translation, a class, the word that was hidden.
///
/// @param longTexts how a classifier or regressor reads what is longer than its context
public record Answer(ModelSession session, ModelSpec spec, Tokenizer tokenizer, LongTexts longTexts) {
    private static final double TEMPERATURE = 0.8;
    private static final int TOP_K = 40;

    /// Stands in a prompt for the token to be guessed.
    public static final String MASK = "[MASK]";

    public Answer(ModelSession session, ModelSpec spec, Tokenizer tokenizer) {
        this(session, spec, tokenizer, LongTexts.CUT);
    }

    /// @param tokens how long a continuation may be
    public String of(String prompt, int tokens, long seed) {
        if (spec.heads().isEmpty()) {
            throw new BadInputException("The model has no head that could answer; train it on a task first.");
        }
        return switch (spec.heads().getFirst()) {
            case HeadSpec.LanguageModel lm ->
                session.blueprint().hasEncoder()
                        ? new Translator(session, tokenizer).translate(prompt)
                        : continuation(prompt, tokens, seed);
            case HeadSpec.MaskedTokens masked -> filled(prompt);
            case HeadSpec.SentencePair pair ->
                throw new BadInputException("The model tells whether one sentence follows another, not one alone.");
            case HeadSpec.Classes classes -> classified(classes, prompt);
            case HeadSpec.Value value ->
                String.format(Locale.ROOT, "%.4f standard deviations from the mean", texts().value(windows(prompt)));
            case HeadSpec.TokenClasses tags -> tagged(tags, prompt);
        };
    }

    /// Drawn among the 40 likeliest tokens at temperature 0.8.
    private String continuation(String prompt, int tokens, long seed) {
        List<Integer> ids = new ArrayList<>();
        new Generator(session, tokenizer)
                .generate(
                        prompt,
                        new SamplingOptions(TEMPERATURE, TOP_K, 1, seed, tokens),
                        choice -> ids.add(choice.id()),
                        () -> false);
        return tokenizer.decode(ids.stream().mapToInt(Integer::intValue).toArray());
    }

    /// The prompt with its masks filled.
    private String filled(String prompt) {
        int mask = tokenizer.specials().requireMask();
        String[] parts = prompt.split(java.util.regex.Pattern.quote(MASK), -1);
        if (parts.length < 2) {
            throw new BadInputException("The prompt \"" + prompt + "\" has no " + MASK
                    + ", which stands for the word that a masked language model is to guess.");
        }
        List<int[]> pieces = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                pieces.add(new int[] {mask});
            }
            pieces.add(tokenizer.encode(parts[i].strip()));
        }
        int[] text = pieces.stream().flatMapToInt(Arrays::stream).toArray();
        int[] ids = wrapped(text);
        Tensor scores = session.logits(Tokens.of(ids), null, new HeadSpec.MaskedTokens().name()); // (1, T, V)
        for (int place = 0; place < ids.length; place++) {
            if (ids[place] == mask) {
                ids[place] = Highest.of(scores.values(), place, scores.shape().getLast());
            }
        }
        return tokenizer.decode(Arrays.copyOfRange(ids, 1, ids.length - 1)).strip();
    }

    private String classified(HeadSpec.Classes head, String prompt) {
        double[] shares = texts().probabilities(windows(prompt));
        int best = Highest.of(shares);
        return String.format(Locale.ROOT, "%s (%.1f %%)", head.labels().get(best), 100 * shares[best]);
    }

    private String tagged(HeadSpec.TokenClasses head, String prompt) {
        int[] ids = wrapped(tokenizer.encode(prompt));
        Tensor scores = session.logits(Tokens.of(ids), null, head.name()); // (1, T, N)
        StringBuilder said = new StringBuilder();
        for (int place = 1; place < ids.length - 1; place++) {
            if (place == 1 || tokenizer.startsWord(ids[place])) {
                int best = Highest.of(scores.values(), place, head.classes());
                said.append(said.isEmpty() ? "" : " ")
                        .append(tokenizer.token(ids[place]).strip())
                        .append('/')
                        .append(head.labels().get(best));
            }
        }
        return said.toString();
    }

    /// The first head's scores for each window of the prompt.
    private List<float[]> windows(String prompt) {
        return texts().scores(
                        session,
                        List.of(new Input.Single(prompt)),
                        spec.heads().getFirst().name())
                .getFirst();
    }

    private Texts texts() {
        return new Texts(tokenizer, session.blueprint().config().contextLength(), longTexts);
    }

    private int[] wrapped(int[] text) {
        return TokenPair.of(
                        tokenizer.specials(), text, session.blueprint().config().contextLength())
                .ids();
    }
}
