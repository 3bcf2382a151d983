package glassformer.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.Blueprint;
import glassformer.engine.ModelSession;
import glassformer.engine.Weights;
import glassformer.reference.ReferenceEngine;
import glassformer.run.Lab;
import glassformer.task.TaskKind;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionTest {
    /// Of a context of 8 tokens, special ones take 2 in BERT, 1 in an encoder-decoder's source and none in GPT.
    @ParameterizedTest
    @CsvSource({
        "masked-language-model, 6, false",
        "masked-language-model, 7, true",
        "masked-language-model, 9, true",
        "translation, 7, false",
        "translation, 8, true",
        "language-model, 8, false",
        "language-model, 9, true"
    })
    void aTextIsCutWhereItDoesNotFitBesideTheSpecialTokens(String task, int length, boolean cut) {
        Tokenizer tokenizer = tokenizer(task);
        Lab lab = Lab.initial("a")
                .with("task", task)
                .with("model.heads", 1)
                .with("model.dim", 4)
                .with("model.contextLength", 8);
        Blueprint blueprint = lab.model(tokenizer.vocabSize()).blueprint();
        try (ReferenceEngine engine = new ReferenceEngine();
                ModelSession session = engine.open(
                        blueprint,
                        Weights.initial(blueprint, 1),
                        engine.devices().getFirst())) {
            Attention attention = Attention.of(session, tokenizer, "x".repeat(length));
            assertThat(attention.cut()).isEqualTo(cut);
            assertThat(attention.groups().getFirst().rows()).hasSizeLessThanOrEqualTo(8);
        }
    }

    /// Of single bytes, so that a text has as many tokens as letters.
    private static Tokenizer tokenizer(String task) {
        TaskKind kind = glassformer.blueprint.Named.of(TaskKind.class, task);
        try (Documents documents = Documents.of(List.of("abc"))) {
            return Tokenizers.train(
                    "bpe", kind.specials().smallestVocabulary(), kind.specials(), documents, Progress.none());
        }
    }
}
