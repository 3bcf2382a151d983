package glassformer.answer;

import glassformer.blueprint.ModelSpec;
import glassformer.engine.ModelSession;
import glassformer.generate.Generator;
import glassformer.generate.SamplingOptions;
import glassformer.generate.Translator;
import glassformer.task.LongTexts;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/// What a trained model says to a prompt, in words: a continuation, a translation, a class, the word that was hidden.
///
/// @param longTexts how a class or a number is found of a text that is longer than the context
public record Responder(ModelSession session, ModelSpec spec, Tokenizer tokenizer, LongTexts longTexts) {
    private static final double TEMPERATURE = 0.8;
    private static final int TOP_K = 40;

    /// @param tokens how long a continuation may be
    public String of(String prompt, int tokens, long seed) {
        return switch (AnswerKind.of(spec)) {
            case CONTINUATION -> continuation(prompt, tokens, seed);
            case TRANSLATION -> new Translator(session, tokenizer).translate(prompt);
            case HIDDEN_WORDS, PREDICTION ->
                new Predictor(session, spec, tokenizer, longTexts).of(prompt).text();
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
}
