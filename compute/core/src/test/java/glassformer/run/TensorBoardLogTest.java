package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardLogTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void anIndependentReaderFindsEveryScalar() throws IOException {
        try (TensorBoardLog log = new TensorBoardLog(folder, 1_700_000_000.5, WriteGate.OPEN)) {
            log.write(new Metric(300, "train", 2.5, 0.001, 0.75, 1234.0, 3), 1_700_000_003.5);
            log.write(new Metric(300, "validation", 2.75, null, null, null, 4), 1_700_000_004.5);
        }
        assertThat(decode(folder.resolve("events.out.tfevents.1700000000.glassformer")))
                .containsExactly(
                        "version brain.Event:2 at 1.7000000005E9",
                        "300 loss/train=2.5 at 1.7000000035E9",
                        "300 learning_rate=0.001 at 1.7000000035E9",
                        "300 gradient_norm=0.75 at 1.7000000035E9",
                        "300 tokens_per_second=1234.0 at 1.7000000035E9",
                        "300 loss/validation=2.75 at 1.7000000045E9");
    }

    private static List<String> decode(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<String> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int start = bytes.position();
            int length = (int) bytes.getLong();
            assertThat(bytes.getInt()).isEqualTo(masked(bytes, start, 8));
            int data = bytes.position();
            events.add(event(bytes.slice(data, length).order(ByteOrder.LITTLE_ENDIAN)));
            bytes.position(data + length);
            assertThat(bytes.getInt()).isEqualTo(masked(bytes, data, length));
        }
        return events;
    }

    private static String event(ByteBuffer message) {
        double time = 0;
        long step = 0;
        String rest = "";
        while (message.hasRemaining()) {
            switch ((int) varint(message)) {
                case 1 << 3 | 1 -> time = message.getDouble();
                case 2 << 3 -> step = varint(message);
                case 3 << 3 | 2 -> rest = "version " + string(message);
                case 5 << 3 | 2 -> rest = summary(message);
                default -> throw new AssertionError("unknown field");
            }
        }
        return (rest.startsWith("version") ? "" : step + " ") + rest + " at " + time;
    }

    private static String summary(ByteBuffer message) {
        varint(message);
        assertThat(varint(message)).isEqualTo(1 << 3 | 2);
        varint(message);
        assertThat(varint(message)).isEqualTo(1 << 3 | 2);
        String tag = string(message);
        assertThat(varint(message)).isEqualTo(2 << 3 | 5);
        return tag + "=" + message.getFloat();
    }

    private static String string(ByteBuffer message) {
        byte[] bytes = new byte[(int) varint(message)];
        message.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /// CRC-32C bit by bit, masked as the record format asks.
    private static int masked(ByteBuffer bytes, int from, int length) {
        int crc = -1;
        for (int i = from; i < from + length; i++) {
            crc ^= bytes.get(i) & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82F63B78 : crc >>> 1;
            }
        }
        int value = ~crc;
        return (value >>> 15 | value << 17) + 0xA282EAD8;
    }
}
