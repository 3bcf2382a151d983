package glassformer.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GgufFileTest {
    @TempDir
    Path folder = Path.of("");

    private static final Map<String, GgufValue> METADATA = metadata();

    private static Map<String, GgufValue> metadata() {
        Map<String, GgufValue> all = new LinkedHashMap<>();
        all.put("text", GgufValue.of("Grüße, 世界"));
        all.put("number", GgufValue.of(7));
        all.put("real", GgufValue.of(1e-5));
        all.put("flag", GgufValue.of(true));
        all.put("texts", GgufValue.texts(List.of("", "a b", "Ġ")));
        all.put("numbers", GgufValue.numbers(List.of(-1, 0, 1)));
        all.put("nothing", GgufValue.texts(List.of()));
        all.put("byte", new GgufValue.Whole(ValueKind.U8, 255));
        all.put("negative", new GgufValue.Whole(ValueKind.I8, -3));
        all.put("short", new GgufValue.Whole(ValueKind.U16, 65535));
        all.put("wide", new GgufValue.Whole(ValueKind.I64, Long.MIN_VALUE));
        all.put("exact", new GgufValue.Real(ValueKind.F64, Math.PI));
        all.put(
                "nested",
                new GgufValue.Items(
                        ValueKind.ARRAY, List.of(GgufValue.numbers(List.of(1, 2)), GgufValue.texts(List.of("x")))));
        return all;
    }

    private static float[] random(int count) {
        SplittableRandom random = new SplittableRandom(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private Path write(Map<String, GgufValue> metadata, GgufWriter.Entry... tensors) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GgufWriter.write(metadata, List.of(tensors), out, index -> {});
        return Files.write(folder.resolve("model.gguf"), out.toByteArray());
    }

    private static GgufWriter.Entry entry(String name, GgufType type, int rows, int columns) {
        return new GgufWriter.Entry(name, type, List.of(rows, columns), () -> random(rows * columns));
    }

    @Test
    void metadataOfEveryTypeComesBackEqual() throws IOException {
        try (GgufFile file = GgufFile.open(write(METADATA))) {
            assertThat(file.version()).isEqualTo(3);
            assertThat(file.metadata()).isEqualTo(METADATA);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tensorsComeBackAsFarAsTheirTypeHoldsThem(GgufType type) throws IOException {
        try (GgufFile file = GgufFile.open(
                write(METADATA, entry("a", type, 3, 64), entry("b", GgufType.F32, 1, 5), entry("c", type, 5000, 32)))) {
            assertThat(file.tensors().keySet()).containsExactly("a", "b", "c");
            assertThat(file.read("b").values()).isEqualTo(random(5));
            assertThat(file.read("c").shape()).containsExactly(5000, 32);
            float[] expected = random(5000 * 32);
            float[] found = file.read("c").values();
            for (int from = 0; from < expected.length; from += 32) {
                float most = 0;
                for (int i = from; i < from + 32; i++) {
                    most = Math.max(most, Math.abs(expected[i]));
                }
                double allowed =
                        switch (type) {
                            case F32 -> 0;
                            case F16 -> most / 2048;
                            case Q8_0 -> most / 127 * 0.5 + most / 2048;
                        };
                for (int i = from; i < from + 32; i++) {
                    assertThat((double) Math.abs(expected[i] - found[i])).isLessThanOrEqualTo(allowed);
                }
            }
        }
    }

    @Test
    void zerosAreZerosInBlocksToo() throws IOException {
        GgufWriter.Entry zeros = new GgufWriter.Entry("z", GgufType.Q8_0, List.of(2, 32), () -> new float[64]);
        try (GgufFile file = GgufFile.open(write(Map.of(), zeros))) {
            assertThat(file.read("z").values()).containsOnly(0);
        }
    }

    /// A file of which each length and count can be set.
    private Path raw(Consumer<ByteBuffer> content) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        content.accept(bytes);
        byte[] used = new byte[bytes.position()];
        bytes.flip().get(used);
        return Files.write(folder.resolve("raw.gguf"), used);
    }

    private static ByteBuffer head(ByteBuffer to, int version, long tensors, long keys) {
        return to.put("GGUF".getBytes(StandardCharsets.US_ASCII))
                .putInt(version)
                .putLong(tensors)
                .putLong(keys);
    }

    private static ByteBuffer text(ByteBuffer to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return to.putLong(bytes.length).put(bytes);
    }

    private static ByteBuffer tensor(ByteBuffer to, String name, long columns, int type, long offset) {
        return text(to, name).putInt(1).putLong(columns).putInt(type).putLong(offset);
    }

    private static void assertRefused(Path file, String because) {
        assertThatThrownBy(() -> GgufFile.open(file).close())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(because)
                .hasMessageEndingWith(".");
    }

    @Test
    void versionTwoIsRead() throws IOException {
        Path file = raw(to -> text(head(to, 2, 0, 1), "key").putInt(4).putInt(9));
        try (GgufFile opened = GgufFile.open(file)) {
            assertThat(opened.version()).isEqualTo(2);
            assertThat(opened.metadata()).containsEntry("key", GgufValue.of(9));
        }
    }

    @Test
    void otherVersionsAndMarksAreRefusedByName() throws IOException {
        assertRefused(raw(to -> head(to, 1, 0, 0)), "version is 1");
        assertRefused(raw(to -> head(to, Integer.reverseBytes(3), 0, 0)), "highest bytes");
        assertRefused(
                raw(to -> to.put("GGML".getBytes(StandardCharsets.US_ASCII)).putInt(3)), "begin with GGUF");
        assertRefused(raw(to -> to.put((byte) 'G')), "are left");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, -1, 1L << 40, 100})
    void lengthsBeyondTheFileAreRefused(long length) throws IOException {
        assertRefused(raw(to -> head(to, 3, 0, length)), "keys");
        assertRefused(raw(to -> head(to, 3, length, 0)), "tensors");
        assertRefused(raw(to -> head(to, 3, 0, 1).putLong(length).putLong(0)), "a key");
        assertRefused(raw(to -> text(head(to, 3, 0, 1), "k").putInt(8).putLong(length)), "k at byte");
        assertRefused(raw(to -> text(head(to, 3, 0, 1), "k").putInt(9).putInt(4).putLong(length)), "values of k");
        assertRefused(raw(to -> tensor(head(to, 3, 1, 0), "t", length, 0, 0).putLong(0)), "t ");
        assertRefused(raw(to -> tensor(head(to, 3, 1, 0), "t", 1, 0, length).put(new byte[64])), "outside");
    }

    @Test
    void sidesWhoseProductOverflowsAreRefused() throws IOException {
        assertRefused(
                raw(to -> text(head(to, 3, 1, 0), "t")
                        .putInt(3)
                        .putLong(1 << 30)
                        .putLong(1 << 30)
                        .putLong(16)
                        .putInt(0)
                        .putLong(0)),
                "too large");
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        assertRefused(
                raw(to -> {
                    text(head(to, 3, 0, 1), "k").putInt(9);
                    for (int i = 0; i < 100; i++) {
                        to.putInt(9).putLong(1);
                    }
                }),
                "nested deeper");
    }

    @Test
    void twoOfANameAreRefused() throws IOException {
        assertRefused(
                raw(to -> text(text(head(to, 3, 0, 2), "k").putInt(4).putInt(1), "k")
                        .putInt(4)
                        .putInt(2)),
                "twice");
        assertRefused(
                raw(to -> tensor(tensor(head(to, 3, 2, 0), "t", 1, 0, 0), "t", 1, 0, 32)
                        .put(new byte[128])),
                "twice");
    }

    @Test
    void tensorsOverEachOtherOrBetweenPlacesAreRefused() throws IOException {
        assertRefused(
                raw(to -> tensor(tensor(head(to, 3, 2, 0), "t", 16, 0, 0), "u", 1, 0, 32)
                        .put(new byte[256])),
                "over each other");
        assertRefused(raw(to -> tensor(head(to, 3, 1, 0), "t", 1, 0, 4).put(new byte[128])), "between multiples");
    }

    @Test
    void typesThatCannotBeReadAreRefusedByNumber() throws IOException {
        assertRefused(raw(to -> tensor(head(to, 3, 1, 0), "t", 256, 12, 0).put(new byte[256])), "type 12");
        assertRefused(raw(to -> tensor(head(to, 3, 1, 0), "t", 31, 8, 0).put(new byte[256])), "blocks of 32");
        assertRefused(raw(to -> text(head(to, 3, 0, 1), "k").putInt(13).putLong(0)), "unknown type 13");
        assertRefused(raw(to -> text(head(to, 3, 0, 1), "k").putInt(7).put((byte) 2)), "truth value");
    }

    @Test
    void alignmentMustBeAPowerOfTwo() throws IOException {
        for (int alignment : new int[] {0, 3, 4, 24, 1 << 30}) {
            assertRefused(
                    raw(to -> text(head(to, 3, 0, 1), "general.alignment")
                            .putInt(4)
                            .putInt(alignment)),
                    "general.alignment");
        }
    }

    @Test
    void everyTruncationIsRefusedOrReadsWhatIsThere() throws IOException {
        byte[] whole =
                Files.readAllBytes(write(METADATA, entry("a", GgufType.F16, 4, 32), entry("b", GgufType.Q8_0, 2, 32)));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.gguf"), java.util.Arrays.copyOf(whole, length));
            try (GgufFile file = GgufFile.open(cut)) {
                file.tensors().keySet().forEach(file::read);
            } catch (BadInputException expected) {
                assertThat(expected).hasMessageEndingWith(".");
            }
        }
    }

    @Test
    void everyChangedByteIsRefusedOrReadWithoutHarm() throws IOException {
        byte[] whole = Files.readAllBytes(write(METADATA, entry("a", GgufType.F16, 4, 32)));
        for (int at = 0; at < whole.length - 256; at++) {
            for (int change : new int[] {0xff, 0x80, 0x01}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) change;
                Path file = Files.write(folder.resolve("changed.gguf"), changed);
                try (GgufFile opened = GgufFile.open(file)) {
                    opened.tensors().keySet().forEach(opened::read);
                } catch (BadInputException expected) {
                    assertThat(expected).hasMessageEndingWith(".");
                }
            }
        }
    }
}
