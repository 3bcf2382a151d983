package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.Tensor;
import glassformer.exchange.Safetensors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredAttentionTest {
    private static final List<String> ROWS = List.of("a", "b", "c");
    private static final List<String> COLUMNS = List.of("w", "x", "y", "z");

    @TempDir
    Path folder = Path.of("");

    private static Tensor random(int seed) {
        Random random = new Random(seed);
        float[] values = new float[2 * 3 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Tensor.of(values, 2, 3, 4);
    }

    @Test
    void weightsAreReadFromTheFileAsTheyWereWritten() throws IOException {
        List<Tensor> layers = List.of(random(1), random(2));
        Path file = folder.resolve("attention.safetensors");
        AttentionExport.safetensors(List.of(new AttentionGroup(Kind.CROSS, ROWS, COLUMNS, layers)), file);
        StoredAttention.Group group = StoredAttention.open(file, 7).groups().getFirst();
        assertThat(group.kind()).isEqualTo(Kind.CROSS);
        assertThat(group.rows()).isEqualTo(ROWS);
        assertThat(group.columns()).isEqualTo(COLUMNS);
        assertThat(group.heads()).isEqualTo(2);
        float[] read = new float[5];
        for (int layer = 0; layer < 2; layer++) {
            for (int row = 0; row < 6; row++) {
                group.read(layer, row / 3, row % 3, 1, 3, read, 1);
                for (int key = 1; key < 4; key++) {
                    assertThat(read[key]).isEqualTo(layers.get(layer).values()[row * 4 + key]);
                }
            }
        }
    }

    @Test
    void halfAsManyBytesDoAsWell() throws IOException {
        String header = "{\"__metadata__\":{\"tokens\":\"{\\\"decoder\\\":{\\\"rows\\\":[\\\"a\\\",\\\"b\\\"],"
                + "\\\"columns\\\":[\\\"a\\\",\\\"b\\\"]}}\"},\"decoder.layer.0\":{\"dtype\":\"F16\",\"shape\":[1,2,2],"
                + "\"data_offsets\":[0,8]}}";
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (float weight : new float[] {1, 0, 0.25f, 0.75f}) {
            bytes.putShort(Float.floatToFloat16(weight));
        }
        Path file = folder.resolve("half.safetensors");
        Files.write(file, bytes.array());
        float[] row = new float[2];
        StoredAttention.open(file, 0).groups().getFirst().read(0, 0, 1, 0, 2, row, 0);
        assertThat(row).containsExactly(0.25f, 0.75f);
    }

    @Test
    void aFileWhoseShapesDoNotFitItsTokensIsRefused() throws IOException {
        Path file = folder.resolve("wrong.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            new Safetensors(
                            Map.of("decoder.layer.0", random(3)),
                            Map.of("tokens", "{\"decoder\":{\"rows\":[\"a\"],\"columns\":[\"a\"]}}"))
                    .write(out);
        }
        assertThatThrownBy(() -> StoredAttention.open(file, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("decoder.layer.0 of shape (heads, 1, 1)");
    }
}
