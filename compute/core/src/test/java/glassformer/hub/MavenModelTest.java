package glassformer.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenModelTest {
    private static final String TEXT = "maven:org.example:tiny:1.0";

    @TempDir
    Path folder = Path.of("");

    @Test
    void artifactIsFetchedOnceAndCheckedByItsSha1() throws Exception {
        byte[] jar = {1, 2, 3};
        String path = "/org/example/tiny/1.0/tiny-1.0.jar";
        MavenModel model = MavenModel.parse(TEXT);
        try (FileServer server = new FileServer()) {
            server.files.put(path, jar);
            server.files.put(path + ".sha1", "0".repeat(40).getBytes(StandardCharsets.UTF_8));
            MavenDownload download = new MavenDownload(server.base(), folder, Duration.ZERO);
            assertThatThrownBy(() -> download.fetch(model, (file, done, total) -> {}))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("is not what it should be");
            String sha1 =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(jar));
            server.files.put(path + ".sha1", (sha1 + "  tiny-1.0.jar\n").getBytes(StandardCharsets.UTF_8));
            assertThat(download.fetch(model, (file, done, total) -> {})).hasBinaryContent(jar);
            server.requests.clear();
            download.fetch(model, (file, done, total) -> {});
            assertThat(server.requests).isEmpty();
            assertThatThrownBy(() ->
                            download.fetch(MavenModel.parse("maven:org.example:none:1"), (file, done, total) -> {}))
                    .hasMessageContaining("has no artifact org.example:none:1 (status 404)");
        }
    }

    @Test
    void namesThatAreNoArtifactAreRefused() {
        assertThatThrownBy(() -> MavenModel.parse("org.example:tiny:1.0")).hasMessageContaining("is written maven:");
        assertThatThrownBy(() -> MavenModel.parse("maven:a:../b:1")).isInstanceOf(BadInputException.class);
    }

    @Test
    void jarWithoutAModelIsRefused() throws IOException {
        Path jar = folder.resolve("x.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("x-tokenizer.json"));
        }
        assertThatThrownBy(() -> MavenModel.openJar(jar))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("holds 0 files *.onnx");
        try (OutputStream out = Files.newOutputStream(jar)) {
            out.write(7);
        }
        assertThatThrownBy(() -> MavenModel.openJar(jar)).hasMessageContaining("cannot be read as a jar");
    }

    @Test
    void quantisedModelIsRefused() throws Exception {
        URL onnx = Objects.requireNonNull(MavenModelTest.class.getResource("/all-minilm-l6-v2-q.onnx"));
        Path jar = Path.of(
                ((JarURLConnection) onnx.openConnection()).getJarFileURL().toURI());
        assertThatThrownBy(() -> MavenModel.openJar(jar))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith(
                        "all-minilm-l6-v2-q.onnx is no exported BERT that can be read: its tensors are needed under"
                                + " their names, not quantised.");
    }

    @Test
    void bytesThatAreNoOnnxNeverCrash() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(1, 40)];
            random.nextBytes(bytes);
            bytes[0] = 0x3a; // field 7, a graph
            if (bytes.length > 2) {
                bytes[1] = (byte) (bytes.length - 2);
                bytes[2] = random.nextBoolean() ? (byte) 0x0a : (byte) 0x2a; // a node, an initialiser
            }
            try {
                OnnxGraph.read(ByteBuffer.wrap(bytes), "noise");
            } catch (BadInputException e) {
                assertThat(e).hasMessageStartingWith("noise ");
            }
        }
    }
}
