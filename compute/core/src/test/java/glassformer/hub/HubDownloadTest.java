package glassformer.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubDownloadTest {
    private static final String ROOT = "/someone/tiny/resolve/main/";
    private static final String WEIGHTS = ROOT + "model.safetensors";
    private static final DownloadProgress SILENT = (file, done, total) -> {};

    @TempDir
    Path cache = Path.of("");

    private final byte[] weights = new byte[300_000];
    private FileServer server = start();

    private static FileServer start() {
        try {
            return new FileServer();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void fill() {
        new SplittableRandom(1).nextBytes(weights);
        server.files.put(ROOT + "config.json", "{\"model_type\": \"gpt2\"}".getBytes(StandardCharsets.UTF_8));
        server.files.put(ROOT + "tokenizer.json", "{}".getBytes(StandardCharsets.UTF_8));
        server.files.put(WEIGHTS, weights);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HubDownload hub(@Nullable String token) {
        return new HubDownload(server.base(), cache, token, Duration.ZERO);
    }

    private Path fetch() {
        return hub(null).fetch("someone/tiny", "main", SILENT);
    }

    @Test
    void filesAreFetchedWithProgressAndThenUsedWithoutTheNetwork() throws IOException {
        List<String> heard = new ArrayList<>();
        Path folder = hub(null).fetch("someone/tiny", "main", (file, done, total) -> heard.add(file + done + total));
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(weights);
        assertThat(folder.resolve("config.json")).hasContent("{\"model_type\": \"gpt2\"}");
        assertThat(heard).contains("model.safetensors0300000", "model.safetensors300000300000");
        server.close();
        assertThat(fetch()).isEqualTo(folder);
        Files.delete(folder.resolve("tokenizer.json"));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(" cannot be fetched from localhost")
                .hasMessageContaining("connect this machine to the network");
    }

    @Test
    void brokenConnectionIsResumedFromWhatIsHere() {
        server.files.remove(ROOT + "tokenizer.json");
        server.files.keySet().removeIf(name -> name.endsWith("config.json"));
        server.files.put(ROOT + "config.json", new byte[] {'{', '}'});
        fetchConfigFirst();
        server.breaks.set(2);
        assertThat(fetch().resolve("model.safetensors")).hasBinaryContent(weights);
        // How much of what was sent arrived before the break is the network's affair.
        assertThat(server.requests).contains("/elsewhere" + WEIGHTS);
        String resumed = "/elsewhere" + WEIGHTS + " bytes=";
        assertThat(server.requests.stream()
                        .filter(request -> request.startsWith(resumed))
                        .map(request -> Integer.valueOf(
                                request.substring(resumed.length()).replace("-", ""))))
                .hasSize(2)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(from -> from > 0 && from < weights.length);
    }

    /// Leaves the folder with all but the weights.
    private void fetchConfigFirst() {
        byte[] there = server.files.remove(WEIGHTS);
        assertThatThrownBy(this::fetch).hasMessageContaining("has no model.safetensors in revision main");
        server.files.put(WEIGHTS, there);
        server.requests.clear();
    }

    @Test
    void connectionThatGivesNothingMoreEndsInOneSentenceAndALaterFetchGoesOn() {
        fetchConfigFirst();
        server.breaks.set(1000);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("model.safetensors cannot be fetched from localhost");
        server.breaks.set(0);
        server.requests.clear();
        assertThat(fetch().resolve("model.safetensors")).hasBinaryContent(weights);
        assertThat(server.requests).anyMatch(request -> request.matches(".*model.safetensors bytes=29\\d+-"));
    }

    @Test
    void wrongHashesAreRefusedAndNothingOfThemKept() {
        server.hashes.put(WEIGHTS, "0".repeat(64));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("model.safetensors from localhost is not what it should be");
        Path folder = cache.resolve("someone--tiny").resolve("main");
        assertThat(folder.resolve("model.safetensors")).doesNotExist();
        assertThat(folder.resolve("model.safetensors.part")).doesNotExist();
        server.hashes.put(ROOT + "tokenizer.json", "1".repeat(40));
        server.hashes.remove(WEIGHTS);
        assertThat(fetch().resolve("model.safetensors")).exists(); // the tokenizer was here
    }

    @Test
    void smallFilesAreCheckedByGitsHash() {
        server.hashes.put(ROOT + "config.json", "1".repeat(40));
        assertThatThrownBy(this::fetch).hasMessageContaining("config.json from localhost is not what it should be");
        server.hashes.put(ROOT + "config.json", "no hash");
        assertThatThrownBy(this::fetch).hasMessageContaining("does not tell the hash of config.json");
    }

    @Test
    void partOfAnotherFileIsThrownAway() throws IOException {
        Path folder = cache.resolve("someone--tiny").resolve("main");
        Files.createDirectories(folder);
        Files.write(folder.resolve("model.safetensors.part"), new byte[1000]);
        assertThat(fetch().resolve("model.safetensors")).hasBinaryContent(weights);
    }

    @Test
    void shardsOfTheIndexAreFetched() {
        server.files.remove(WEIGHTS);
        server.files.put(
                ROOT + "model.safetensors.index.json",
                "{\"weight_map\":{\"a\":\"x-1.safetensors\",\"b\":\"x-2.safetensors\",\"c\":\"x-1.safetensors\"}}"
                        .getBytes(StandardCharsets.UTF_8));
        server.files.put(ROOT + "x-1.safetensors", weights);
        server.files.put(ROOT + "x-2.safetensors", new byte[7]);
        Path folder = fetch();
        assertThat(folder.resolve("x-1.safetensors")).hasBinaryContent(weights);
        assertThat(folder.resolve("x-2.safetensors")).hasSize(7);
    }

    @Test
    void whatTheHubDoesNotGiveIsOneSentence() {
        server.status = 404;
        server.reason = "RepoNotFound";
        assertThatThrownBy(this::fetch)
                .isInstanceOf(BadInputException.class)
                .hasMessage("There is no repository someone/tiny on localhost.");
        server.reason = "RevisionNotFound";
        assertThatThrownBy(this::fetch).hasMessage("The repository someone/tiny on localhost has no revision main.");
        server.reason = "EntryNotFound";
        assertThatThrownBy(this::fetch).hasMessageContaining("has no config.json in revision main");
        server.status = 401;
        assertThatThrownBy(this::fetch).hasMessageContaining("does not give out someone/tiny without a token");
        assertThatThrownBy(() -> hub("secret").fetch("someone/tiny", "main", SILENT))
                .hasMessageContaining("with this token")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> hub(null).fetch("../tiny", "main", SILENT))
                .hasMessageContaining("The repository is ../tiny, but must");
    }

    @Test
    void tokenIsSentToTheHubOnly() {
        hub("secret").fetch("someone/tiny", "main", SILENT);
        assertThat(server.requests).contains(WEIGHTS + " Bearer secret", "/elsewhere" + WEIGHTS);
    }

    @Test
    void tokenIsNotSentUnlessGiven() {
        fetch();
        assertThat(server.requests).noneMatch(request -> request.contains("Bearer"));
    }
}
