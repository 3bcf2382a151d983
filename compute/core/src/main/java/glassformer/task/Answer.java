package glassformer.task;

import glassformer.BadInputException;
import glassformer.blueprint.BertConfig;
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
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a trained model says to a prompt, in words: a continuation, a translation, a class, the word that was hidden.
public record Answer(ModelSession session, ModelSpec spec, Tokenizer tokenizer) {
    private static final double TEMPERATURE = 0.8;
    private static final int TOP_K = 40;

    /// Stands in a prompt for the token to be guessed.
    public static final String MASK = "[MASK]";

    /// Stands in a prompt between the texts of a pair.
    public static final String BETWEEN = " | ";

    /// A model with several heads answers with each, except that one that fills masks needs one to fill.
    ///
    /// @param prompt a text, or a pair with [#BETWEEN] between; a text with [#MASK] where one is to be filled
    /// @param tokens how long a continuation may be
    public String of(String prompt, int tokens, long seed) {
        List<HeadSpec> heads = spec.heads();
        if (heads.isEmpty()) {
            throw new BadInputException("The model has no head that could answer; train it on a task first.");
        }
        if (heads.getFirst() instanceof HeadSpec.LanguageModel) {
            return session.blueprint().hasEncoder()
                    ? new Translator(session, tokenizer).translate(prompt)
                    : continuation(prompt, tokens, seed);
        }
        if (heads.getFirst() instanceof HeadSpec.MaskedTokens) {
            boolean pair = heads.stream().anyMatch(HeadSpec.SentencePair.class::isInstance)
                    && input(prompt) instanceof Input.Pair;
            boolean masked = prompt.contains(MASK);
            String follows = pair ? follows(prompt) : "";
            return masked && pair ? filled(prompt) + "; " + follows : pair ? follows : filled(prompt);
        }
        return heads.size() == 1
                ? of(heads.getFirst(), prompt)
                : heads.stream()
                        .map(head -> head.name() + ": " + of(head, prompt))
                        .collect(Collectors.joining("; "));
    }

    private String of(HeadSpec head, String prompt) {
        return switch (head) {
            case HeadSpec.LanguageModel lm ->
                throw new BadInputException(
                        "The model's head for the next token is not its first, so it cannot answer.");
            case HeadSpec.MaskedTokens masked -> filled(prompt);
            case HeadSpec.SentencePair pair -> follows(prompt);
            case HeadSpec.Classes classes -> classified(classes.labels(), scores(prompt, classes));
            case HeadSpec.Value value ->
                String.format(Locale.ROOT, "%.4f standard deviations from the mean", scores(prompt, value)[0]);
            case HeadSpec.TokenClasses tags -> tagged(tags, prompt);
        };
    }

    /// Whether the second text of a pair follows the first.
    private String follows(String prompt) {
        if (!(input(prompt) instanceof Input.Pair)) {
            throw new BadInputException("The prompt \"" + prompt + "\" is one text, but must be two with \"" + BETWEEN
                    + "\" between: the model tells whether the second follows the first.");
        }
        return classified(List.of("follows", "does not follow"), scores(prompt, new HeadSpec.SentencePair()));
    }

    private static Input input(String prompt) {
        int between = prompt.indexOf(BETWEEN);
        return between < 0
                ? new Input.Single(prompt)
                : new Input.Pair(
                        prompt.substring(0, between).strip(),
                        prompt.substring(between + BETWEEN.length()).strip());
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
        if (!prompt.contains(MASK)) {
            throw new BadInputException("The prompt \"" + prompt + "\" has no " + MASK
                    + ", which stands for the word that a masked language model is to guess.");
        }
        Tokens read = read(
                switch (input(prompt)) {
                    case Input.Single(String text) -> TokenPair.of(specials(), masked(text, mask), room());
                    case Input.Pair(String first, String second) ->
                        TokenPair.of(specials(), masked(first, mask), masked(second, mask), room());
                });
        int[] ids = read.ids().clone();
        Tensor scores = session.logits(read, null, new HeadSpec.MaskedTokens().name()); // (1, T, V)
        for (int place = 0; place < ids.length; place++) {
            if (ids[place] == mask) {
                ids[place] = Highest.of(scores.values(), place, scores.shape().getLast());
            }
        }
        return decoded(ids, read.ids());
    }

    /// The ids of a text whose masks are written out.
    private int[] masked(String text, int mask) {
        String[] parts = text.split(Pattern.quote(MASK), -1);
        List<int[]> pieces = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                pieces.add(new int[] {mask});
            }
            pieces.add(tokenizer.encode(parts[i].strip()));
        }
        return pieces.stream().flatMapToInt(Arrays::stream).toArray();
    }

    /// Without the special tokens around; a pair with [#BETWEEN] between.
    ///
    /// @param read what the model read, whose separators divide the texts
    private String decoded(int[] ids, int[] read) {
        int separator = specials().requireSeparator();
        List<String> texts = new ArrayList<>();
        int from = 1;
        for (int place = 1; place < ids.length; place++) {
            if (read[place] == separator) {
                if (place > from) {
                    texts.add(tokenizer
                            .decode(Arrays.copyOfRange(ids, from, place))
                            .strip());
                }
                from = place + 1;
            }
        }
        return String.join(BETWEEN, texts);
    }

    private static String classified(List<String> labels, float[] scores) {
        int best = Highest.of(scores, 0, scores.length);
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp(score - scores[best]);
        }
        return String.format(Locale.ROOT, "%s (%.1f %%)", labels.get(best), 100 / sum);
    }

    private String tagged(HeadSpec.TokenClasses head, String prompt) {
        int[] ids = TokenPair.of(specials(), tokenizer.encode(prompt), room()).ids();
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

    private float[] scores(String prompt, HeadSpec head) {
        Tokens read = read(
                switch (input(prompt)) {
                    case Input.Single(String text) -> TokenPair.of(specials(), tokenizer.encode(text), room());
                    case Input.Pair(String first, String second) ->
                        TokenPair.of(specials(), tokenizer.encode(first), tokenizer.encode(second), room());
                });
        return session.logits(read, null, head.name()).values();
    }

    private SpecialTokens specials() {
        return tokenizer.specials();
    }

    private int room() {
        return session.blueprint().config().contextLength();
    }

    /// With token types where the model tells a pair's texts apart by them.
    private Tokens read(TokenPair pair) {
        boolean segments = spec.config() instanceof BertConfig bert && bert.tokenTypes() >= 2;
        return Item.pad(
                List.of(segments ? Item.of(pair) : Item.of(pair.ids())),
                specials().requirePad());
    }
}
