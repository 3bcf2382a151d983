package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void writtenLabComesBackEqual() throws IOException {
        Lab lab = TinyLab.in(folder).withText("description", "Ein \"kleines\" Labor");
        LabFile.write(folder.resolve("lab.json"), lab);
        assertThat(LabFile.read(folder)).isEqualTo(lab);
        assertThat(LabFile.read(folder.resolve("lab.json"))).isEqualTo(lab);
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("lab.json", "text.txt");
        }
    }

    @Test
    void keysStandInGroups() {
        String json = LabFile.json(Lab.initial("x"));
        assertThat(json).contains("\"schema\" : 1").contains("\"task\" : \"language-model\"");
        assertThat(json).containsSubsequence("\"training\" : {", "\"optimizer\" : {", "\"learningRate\" : 0.001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":{\"layer\":2}} | Unknown key model.layer: did you mean model.layers?",
                "{\"modell\":{}} | Unknown key modell: a lab has schema, name",
                "{\"model\":{\"layers\":0}} | model.layers is 0, but must be a whole number from 1 to 96.",
                "{\"model\":{\"layers\":\"4\"}} | model.layers is 4, but must be a whole number",
                "{\"model\":{\"layers\":1.5}} | model.layers is 1.5, but must be a whole number",
                "{\"model\":{\"layers\":18446744073709551617}} | model.layers is 1.8446744073709552E19, but must be",
                "{\"model\":{\"norm\":\"batchnorm\"}} | model.norm is batchnorm, but must be one of layernorm, rmsnorm",
                "{\"model\":3} | model is 3, but must be an object",
                "{\"training\":{\"optimizer\":{\"lr\":1}}} | Unknown key training.optimizer.lr: did you mean training.optimizer.",
                "{\"schema\":2} | schema is 2, but must be 1",
                "{\"task\":\"dance\"} | task is \"dance\", but must be one of language-model, masked-language-model",
                "{\"name\":\"\"} | name is empty",
                "{\"name\":5} | name is 5, but must be text in quotes",
                "{\"probes\":{\"tokens\":-1}} | probes.tokens is -1, but must be a whole number from 0 to 10000",
                "{\"probes\":{\"sentence\":\"x\"}} | Unknown key probes.sentence",
                "{\"name\":\"a\",\"name\":\"b\"} | is not valid JSON in line 1",
                "{\"name\" | is not valid JSON in line 1",
                "[1] | must hold one JSON object",
                "{} {} | is not valid JSON in line 1",
            })
    void whatIsWrongIsNamed(String json, String message) {
        assertThatThrownBy(() -> LabFile.parse(json, "lab.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("lab.json")
                .hasMessageContaining(message);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> LabFile.parse("{\"model\":" + "[".repeat(100_000), "lab.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nested deeper than");
    }

    @Test
    void missingLabIsNamed() {
        assertThatThrownBy(() -> LabFile.read(folder.resolve("none")))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("There is no lab at ");
    }

    @Test
    void textOverridesAnyKey() {
        Lab lab = Lab.initial("x")
                .withText("training.steps", "7")
                .withText("probes.prompt", "Once")
                .withText("probes.tokens", "5")
                .withText("name", "y");
        assertThat(lab.training().steps()).isEqualTo(7);
        assertThat(lab.probes()).isEqualTo(new Probes("", "Once", 5));
        assertThat(lab.name()).isEqualTo("y");
        assertThatThrownBy(() -> lab.withText("training.step", "7"))
                .hasMessageContaining("did you mean training.steps");
    }

    @Test
    void sourceAndVocabularyAreCheckedBeforeAnythingRuns() {
        assertThatThrownBy(() -> Lab.initial("x").validate()).hasMessageContaining("data.source is empty");
        assertThatThrownBy(() -> Lab.initial("x")
                        .with("data.source", "sample:y")
                        .with("tokenizer.vocabSize", 200)
                        .validate())
                .hasMessageContaining("tokenizer.vocabSize is 200, but must be at least 257");
    }
}
