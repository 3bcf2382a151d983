package glassformer.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// TensorBoard's event file: records of length, checksum, `Event` message, checksum. Messages are encoded by
/// hand, since only five of their fields are needed.
final class TensorBoardLog implements AutoCloseable {
    static final String PREFIX = "events.out.tfevents.";

    private static final int EVENT_WALL_TIME = 1;
    private static final int EVENT_STEP = 2;
    private static final int EVENT_FILE_VERSION = 3;
    private static final int EVENT_SUMMARY = 5;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE = 2;

    private final Path file;
    private final FileChannel channel;
    private final WriteGate gate;

    /// @param startSeconds since 1970, part of the file's name and the time of its first event
    TensorBoardLog(Path folder, double startSeconds, WriteGate gate) {
        this.gate = gate;
        file = folder.resolve(PREFIX + (long) startSeconds + ".glassformer");
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
        Message event = new Message().putDouble(EVENT_WALL_TIME, startSeconds);
        record(event.putBytes(EVENT_FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8)));
    }

    /// @param wallTime seconds since 1970
    void write(Metric metric, double wallTime) {
        scalar("loss/" + metric.split(), metric.loss(), metric.step(), wallTime);
        if (metric.lr() != null) {
            scalar("learning_rate", metric.lr(), metric.step(), wallTime);
        }
        if (metric.gradNorm() != null) {
            scalar("gradient_norm", metric.gradNorm(), metric.step(), wallTime);
        }
        if (metric.tokensPerSecond() != null) {
            scalar("tokens_per_second", metric.tokensPerSecond(), metric.step(), wallTime);
        }
    }

    private void scalar(String tag, double value, int step, double wallTime) {
        Message inner = new Message()
                .putBytes(VALUE_TAG, tag.getBytes(StandardCharsets.UTF_8))
                .putFloat(VALUE_SIMPLE, (float) value);
        Message summary = new Message().putBytes(SUMMARY_VALUE, inner.bytes());
        record(new Message()
                .putDouble(EVENT_WALL_TIME, wallTime)
                .putVarint(EVENT_STEP, step)
                .putBytes(EVENT_SUMMARY, summary.bytes()));
    }

    private void record(Message message) {
        byte[] data = message.bytes();
        ByteBuffer framed = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        framed.putLong(data.length);
        framed.putInt(maskedChecksum(framed.array(), 8)).put(data).putInt(maskedChecksum(data, data.length));
        framed.flip();
        try {
            gate.pass(file);
            while (framed.hasRemaining()) {
                channel.write(framed);
            }
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    private static int maskedChecksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return Integer.rotateRight((int) checksum.getValue(), 15) + 0xA282EAD8;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    /// Protocol buffers' wire format.
    private static final class Message {
        private static final int VARINT = 0;
        private static final int FIXED64 = 1;
        private static final int LENGTH_DELIMITED = 2;
        private static final int FIXED32 = 5;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message putVarint(int field, long value) {
            varint((long) field << 3 | VARINT);
            varint(value);
            return this;
        }

        Message putDouble(int field, double value) {
            varint((long) field << 3 | FIXED64);
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(value)
                    .array());
            return this;
        }

        Message putFloat(int field, float value) {
            varint((long) field << 3 | FIXED32);
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
            return this;
        }

        Message putBytes(int field, byte[] value) {
            varint((long) field << 3 | LENGTH_DELIMITED);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
