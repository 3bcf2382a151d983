package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.export.ModelFolders;
import glassformer.reference.ReferenceEngine;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void makeModel() throws IOException {
        Values values = Values.initial(new Schema(GptConfig.SETTINGS))
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", 6);
        ModelSpec spec =
                ModelSpec.of(GptConfig.of(values, ModelFolders.tokenizer().vocabSize()));
        ModelFolders.write(folder.resolve("letters"), spec, 1);
        Files.writeString(folder.resolve("text.txt"), "abcdefgh abcdefgh. ".repeat(40));
    }

    private CommandLineRun command(String... arguments) {
        return CommandLineRun.of(ReferenceEngine.engines(), folder, arguments);
    }

    private static JsonNode json(CommandLineRun run) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void whatWasImportedIsOpenedByEveryOtherCommand() throws IOException {
        JsonNode imported = json(command("import", "letters", "--json"));
        assertThat(imported.path("target").asText())
                .isEqualTo(folder.resolve("runs/letters").toString());
        assertThat(imported.path("format").asText()).isEqualTo("huggingface");
        assertThat(imported.path("parameters").asLong()).isPositive();
        String run = "runs/letters";
        String text =
                command("generate", run, "--prompt", "abc", "--max-tokens", "5").out();
        assertThat(text)
                .isNotBlank()
                .isEqualTo(command("generate", "letters", "--prompt", "abc", "--max-tokens", "5")
                        .out());
        assertThat(command("inspect", run, "--text", "abcd").code()).isZero();
        assertThat(json(command("evaluate", run, "--file", "text.txt", "--json"))
                        .path("loss")
                        .asDouble())
                .isPositive();
        assertThat(command("export", run, "--format", "huggingface", "--out", "again")
                        .code())
                .isZero();
        assertThat(folder.resolve("again/model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve(run + "/checkpoints/step-0/model.safetensors"));
        CommandLineRun zipped = command("export", run, "--format", "lab", "--out", "zip");
        assertThat(zipped.code()).as(zipped.err()).isZero();
        assertThat(command("import", "zip/letters.zip", "--out", "back").code()).isZero();
        assertThat(folder.resolve("back/checkpoints/step-0/model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("again/model.safetensors"));
    }

    @Test
    void anImportedLabTrainsOnFromItsWeights() throws IOException {
        json(command("import", "letters", "--json"));
        CommandLineRun trained = command(
                "train",
                folder.resolve("runs/letters").toString(),
                "--out",
                "further",
                "--set",
                "data.source=file:" + folder.resolve("text.txt"),
                "--set",
                "training.steps=2",
                "--set",
                "training.batchSize=2");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(folder.resolve("further/log.txt"))
                .content()
                .contains("Weights from")
                .contains("new: none");
        assertThat(Files.readString(folder.resolve("further/lab.json")))
                .contains(folder.resolve("runs/letters/checkpoints/step-0").toString());
    }

    @Test
    void whatCannotBeImportedIsOneLineAndExitCodeTwo() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "no model");
        assertRefused("There is no file or folder", "import", "nowhere");
        assertRefused("cannot be imported", "import", "notes.txt");
        assertRefused("Missing required parameter", "import");
        json(command("import", "letters", "--json"));
        assertRefused("nothing was overwritten", "import", "letters");
        assertThat(command("import", "letters", "--overwrite").code()).isZero();
        assertThat(command("import", "letters", "--out", "elsewhere").out())
                .startsWith("Imported letters, gpt with ")
                .endsWith(folder.resolve("elsewhere") + "\n");
    }

    private void assertRefused(String why, String... arguments) {
        CommandLineRun run = command(arguments);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines().filter(line -> line.startsWith("glassformer: ")))
                .singleElement()
                .asString()
                .contains(why);
        assertThat(run.out()).isEmpty();
    }
}
