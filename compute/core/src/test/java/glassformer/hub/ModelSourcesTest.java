package glassformer.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSourcesTest {
    private static final DownloadProgress SILENT = (file, done, total) -> {};

    @TempDir
    Path folder = Path.of("");

    @TempDir
    Path home = Path.of("");

    @Test
    void modelOfTheHubIsFetchedOnceIntoTheHomeAndOpened() throws IOException {
        ModelFolder made = ModelFolder.bert(folder, "BertForSequenceClassification", 2);
        made.open();
        try (FileServer server = new FileServer()) {
            for (String file : List.of("config.json", "model.safetensors")) {
                server.files.put("/someone/tiny/resolve/v1/" + file, Files.readAllBytes(folder.resolve(file)));
            }
            Map<String, String> environment =
                    Map.of("HF_ENDPOINT", server.base().toString());
            PretrainedModel model = ModelSources.of(environment, home).open("hub:someone/tiny@v1", SILENT);
            assertThat(model.load().weights().get("classifier.weight").values())
                    .isEqualTo(made.expected().get("classifier.weight").values());
            assertThat(home.resolve(".glassformer/models/someone--tiny/v1/config.json"))
                    .exists();
            server.requests.clear();
            ModelSources.of(environment, home).open("hub:someone/tiny@v1", SILENT);
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void artifactThatIsHereIsUsedWithoutTheNetwork() throws IOException {
        Path jar = home.resolve(".m2/repository/org/example/tiny/1/tiny-1.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "no jar");
        assertThatThrownBy(() -> ModelSources.of(Map.of(), home).open("maven:org.example:tiny:1", SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("tiny-1.jar cannot be read as a jar");
    }

    @Test
    void addressThatIsNoneIsRefusedWithItsVariable() {
        assertThatThrownBy(() -> ModelSources.of(Map.of("HF_ENDPOINT", "ftp://x"), home))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The environment variable HF_ENDPOINT is ftp://x, but must be an address such as"
                        + " https://huggingface.co/.");
    }

    @Test
    void folderIsNoName() {
        assertThat(ModelSources.names("hub:gpt2")).isTrue();
        assertThat(ModelSources.names("runs/one")).isFalse();
    }
}
