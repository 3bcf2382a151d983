package glassformer.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import glassformer.blueprint.Family;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.exchange.Json;
import glassformer.run.Checkpoint;
import glassformer.run.LabSchema;
import glassformer.run.RunFolder;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import glassformer.task.TaskKind;
import glassformer.text.ByteSpecials;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenizerFileTest {
    private static Tokenizer train(String kind, ByteSpecials specials) {
        return Tokenizers.train(kind, 280, specials, Documents.of(List.of("the cat sat on the mat")), Progress.none());
    }

    private static String file(Family family, TaskKind task, Tokenizer tokenizer, @Nullable RunFolder run) {
        ModelConfig config = ModelConfig.of(Values.initial(LabSchema.of(family, task)), tokenizer.vocabSize());
        ModelSpec spec = ModelSpec.of(config);
        return new TokenizerFile(new ExportSubject(
                        new Checkpoint(Path.of("run/checkpoints/step-1"), 1),
                        spec,
                        spec.blueprint(),
                        tokenizer,
                        Values.initial(new Schema(List.of())),
                        run))
                .json();
    }

    private static RunFolder run() {
        return new RunFolder(Path.of("run"));
    }

    private static JsonNode rule(String file) {
        return Json.readObject(file, "tokenizer.json").path("post_processor");
    }

    @Test
    void aSourceHasOnlyItsEnd() {
        Tokenizer tokenizer = train("bpe", ByteSpecials.ROBERTA);
        String file = file(Family.TRANSFORMER, TaskKind.TRANSLATION, tokenizer, run());
        assertThat(rule(file).path("single")).hasSize(2);
        assertThat(rule(file).at("/single/0/Sequence/id").asText()).isEqualTo("A");
        assertThat(rule(file).at("/single/1/SpecialToken/id").asText()).isEqualTo("</s>");
        assertThat(rule(file).path("special_tokens").path("</s>").at("/ids/0").asInt())
                .isEqualTo(tokenizer.specials().requireSeparator());
        assertThat(Tokenizers.parse(file, "tokenizer.json").encode("the cat")).isEqualTo(tokenizer.encode("the cat"));
    }

    @Test
    void aTextThatIsContinuedHasNothingAroundIt() {
        for (Tokenizer tokenizer : List.of(train("wordpiece", ByteSpecials.GPT2), train("bpe", ByteSpecials.ROBERTA))) {
            assertThat(rule(file(Family.GPT, TaskKind.LANGUAGE_MODEL, tokenizer, run()))
                            .isNull())
                    .isTrue();
        }
        Tokenizer plain = train("bpe", ByteSpecials.GPT2);
        assertThat(file(Family.GPT, TaskKind.LANGUAGE_MODEL, plain, run())).isEqualTo(plain.toJson());
    }

    @Test
    void encodersAndModelsOfElsewhereKeepTheTokenizersOwnRule() {
        Tokenizer pieces = train("wordpiece", ByteSpecials.GPT2);
        assertThat(file(Family.BERT, TaskKind.MASKED_LANGUAGE_MODEL, pieces, run()))
                .isEqualTo(pieces.toJson());
        Tokenizer bytes = train("bpe", ByteSpecials.ROBERTA);
        assertThat(file(Family.TRANSFORMER, TaskKind.TRANSLATION, bytes, null)).isEqualTo(bytes.toJson());
    }
}
