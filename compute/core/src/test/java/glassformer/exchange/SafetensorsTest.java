package glassformer.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.BadInputException;
import glassformer.engine.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void writtenTensorsComeBack() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b.weight", Tensor.of(new float[] {1.5f, -0f, Float.MIN_VALUE, 3, 4, Float.MAX_VALUE}, 2, 3));
        tensors.put("a.bias", Tensor.of(new float[] {7}, 1));
        tensors.put("scalar", Tensor.of(new float[] {9}));
        tensors.put("empty", Tensor.of(new float[0], 0, 5));
        tensors.put("long", Tensor.of(ramp(700_001), 700_001));
        Path file = write(new Safetensors(tensors, Map.of("format", "pt", "note", "größer")));
        Safetensors read = Safetensors.read(file);
        assertThat(read.metadata()).isEqualTo(Map.of("format", "pt", "note", "größer"));
        assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
        tensors.forEach((name, tensor) -> {
            assertThat(read.weights().get(name).shape()).isEqualTo(tensor.shape());
            assertThat(read.weights().get(name).values()).isEqualTo(tensor.values());
        });
    }

    @Test
    void layoutIsThatOfTheFormat() throws IOException {
        Path file = write(new Safetensors(Map.of("x", Tensor.of(new float[] {1, 2}, 2)), Map.of("format", "pt")));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong();
        assertThat(length % 8).isZero();
        byte[] header = new byte[length];
        bytes.get(header);
        JsonNode json = new ObjectMapper().readTree(header);
        assertThat(json.toString())
                .isEqualTo("{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}");
        assertThat(bytes.getFloat()).isEqualTo(1);
        assertThat(bytes.getFloat()).isEqualTo(2);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void halfPrecisionIsWidened() throws IOException {
        Path file = file(
                "{\"h\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,6]},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[6,10]}}",
                hex("003C" + "00C0" + "FF7B" + "C03F" + "49C0"));
        Safetensors read = Safetensors.read(file);
        assertThat(read.weights().get("h").values()).containsExactly(1f, -2f, 65504f);
        assertThat(read.weights().get("b").values()).containsExactly(1.5f, -3.140625f);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}x",
                "not json",
                "{\"x\":5}",
                "{\"x\":{}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2]}}",
                "{\"x\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[0,9223372036854775807],\"data_offsets\":[0,0]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,99999999999999999999]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"__metadata__\":{\"a\":1},\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            })
    void hostileHeadersGiveOneSentence(String header) throws IOException {
        Path file = file(header, new byte[8]);
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file + " is not a usable safetensors file: ")
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 18446744073709551615",
        "-9223372036854775808, 9223372036854775808",
        "100000001, 100000001",
        "99999999, 99999999",
        "0, 0"
    })
    void claimedHeaderLengthsAreNotBelieved(long length, String shown) throws IOException {
        Path file = folder.resolve("x.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(40)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .array());
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("its header claims " + shown + " bytes");
    }

    @Test
    void deepNestingIsRefusedQuickly() throws IOException {
        String deep = "[".repeat(1_000_000);
        Path file = file("{\"x\":{\"dtype\":\"F32\",\"shape\":" + deep, new byte[0]);
        Path skipped = file("{\"x\":{\"other\":" + deep, new byte[0]);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(BadInputException.class);
            assertThatThrownBy(() -> Safetensors.read(skipped)).isInstanceOf(BadInputException.class);
        });
    }

    @Test
    void mutatedFilesNeverCrash() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", Tensor.of(ramp(12), 3, 4));
        tensors.put("b", Tensor.of(ramp(5), 5));
        byte[] good = Files.readAllBytes(write(new Safetensors(tensors, Map.of("format", "pt"))));
        SplittableRandom random = new SplittableRandom(42);
        Path file = folder.resolve("mutated.safetensors");
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(Math.min(bytes.length, 200))] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            try {
                Safetensors.read(file);
            } catch (BadInputException e) {
                refused++;
                assertThat(e.getMessage()).contains(file.toString());
            }
        }
        assertThat(refused).isGreaterThan(300);
    }

    @Test
    void missingFileIsNamed() {
        Path file = folder.resolve("none.safetensors");
        assertThatThrownBy(() -> Safetensors.read(file)).hasMessage("There is no file " + file + ".");
        assertThatCode(() -> write(new Safetensors(Map.of(), Map.of()))).doesNotThrowAnyException();
    }

    private Path write(Safetensors content) throws IOException {
        Path file = folder.resolve("written.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            content.write(out);
        }
        return file;
    }

    private Path file(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        Path file = Files.createTempFile(folder, "made", ".safetensors");
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(file, bytes.putLong(json.length).put(json).put(data).array());
    }

    private static float[] ramp(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = i * 0.5f - 3;
        }
        return values;
    }

    private static byte[] hex(String text) {
        return java.util.HexFormat.of().parseHex(text);
    }
}
