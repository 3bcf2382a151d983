package glassformer.engine.djl;

import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import glassformer.text.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A TorchScript zip with the weights inside: beside the code and a pickle of the modules, one entry a tensor with its
/// float32 values, little-endian. The layout is that of PyTorch's `torch/csrc/jit/serialization`.
final class WeightArchive {
    private static final String FOLDER = "model/";
    private static final int CHUNK = 1 << 18; // values
    private static final int ALIGNMENT = 64; // libtorch maps tensors as they lie
    private static final int LOCAL_HEADER = 30; // bytes of a zip entry before its name
    private static final int EXTRA_HEADER = 4;

    private final ZipOutputStream zip;
    private final List<Tensor> tensors = new ArrayList<>();
    private long offset;

    private WeightArchive(ZipOutputStream zip) {
        this.zip = zip;
    }

    static void write(OutputStream out, NameTree names, Weights weights, String source, Progress progress)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        WeightArchive archive = new WeightArchive(zip);
        archive.bytes("data.pkl", archive.pickle(names, weights));
        archive.bytes("code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        archive.bytes("constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
        archive.bytes("version", "10\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < archive.tensors.size(); i++) {
            progress.step((double) i / archive.tensors.size());
            archive.tensor("data/" + i, archive.tensors.get(i).values());
        }
        zip.finish();
        progress.step(1);
    }

    private void tensor(String name, float[] values) throws IOException {
        CRC32 crc = new CRC32();
        chunks(values, chunk -> crc.update(chunk, 0, chunk.length));
        begin(name, 4L * values.length, crc.getValue());
        chunks(values, zip::write);
        zip.closeEntry();
    }

    private interface Sink {
        void take(byte[] bytes) throws IOException;
    }

    private static void chunks(float[] values, Sink sink) throws IOException {
        for (int at = 0; at < values.length; at += CHUNK) {
            int count = Math.min(CHUNK, values.length - at);
            ByteBuffer chunk = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
            chunk.asFloatBuffer().put(values, at, count);
            sink.take(chunk.array());
        }
    }

    private void bytes(String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        begin(name, content.length, crc.getValue());
        zip.write(content);
        zip.closeEntry();
    }

    /// Entries are stored, not compressed, and begin at a multiple of 64 bytes thanks to an extra field of zeros.
    private void begin(String name, long size, long crc) throws IOException {
        String path = FOLDER + name;
        long start = offset + LOCAL_HEADER + path.length() + EXTRA_HEADER;
        int padding = (int) ((ALIGNMENT - start % ALIGNMENT) % ALIGNMENT);
        ByteBuffer extra = ByteBuffer.allocate(EXTRA_HEADER + padding).order(ByteOrder.LITTLE_ENDIAN);
        extra.put((byte) 'F').put((byte) 'B').putShort((short) padding);
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(crc);
        entry.setExtra(extra.array());
        zip.putNextEntry(entry);
        offset = start + padding + size;
    }

    private byte[] pickle(NameTree names, Weights weights) {
        PickleWriter pickle = new PickleWriter();
        module(pickle, names, weights);
        return pickle.finish();
    }

    /// `Class.__new__(Class)` with the state `{"training": False, name: tensor, ..., name: module, ...}`.
    private void module(PickleWriter pickle, NameTree part, Weights weights) {
        pickle.object("__torch__", part.className());
        pickle.text("training").flag(false);
        part.tensors().forEach((name, full) -> {
            Tensor tensor = weights.get(full);
            pickle.text(name).tensor(tensors.size(), tensor.shape());
            tensors.add(tensor);
        });
        part.parts().forEach((name, child) -> {
            pickle.text(name);
            module(pickle, child, weights);
        });
        pickle.endObject();
    }

    /// Pickle protocol 2, as far as it is needed.
    private static final class PickleWriter {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        PickleWriter() {
            out.write(0x80);
            out.write(2);
        }

        void object(String module, String name) {
            ascii("c" + module + "\n" + name + "\n)");
            out.write(0x81);
            ascii("}(");
        }

        void endObject() {
            ascii("ub");
        }

        PickleWriter text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write('X');
            whole(bytes.length, 4);
            out.writeBytes(bytes);
            return this;
        }

        void flag(boolean value) {
            out.write(value ? 0x88 : 0x89);
        }

        /// A float32 tensor whose values are in the entry `data/KEY`.
        void tensor(int key, List<Integer> shape) {
            long size = 1;
            for (int dimension : shape) {
                size *= dimension;
            }
            ascii("ctorch._utils\n_rebuild_tensor_v2\n((");
            text("storage");
            ascii("ctorch\nFloatStorage\n");
            text(Integer.toString(key)).text("cpu");
            number(size);
            ascii("tQ");
            number(0);
            ascii("(");
            shape.forEach(this::number);
            ascii("t(");
            long stride = size;
            for (int dimension : shape) {
                stride = dimension == 0 ? 1 : stride / dimension;
                number(stride);
            }
            ascii("t");
            flag(false);
            ascii("ccollections\nOrderedDict\n)RtR");
        }

        private void number(long value) {
            if (value <= Integer.MAX_VALUE) {
                out.write('J');
                whole(value, 4);
            } else {
                out.write(0x8a);
                out.write(8);
                whole(value, 8);
            }
        }

        byte[] finish() {
            out.write('.');
            return out.toByteArray();
        }

        private void whole(long value, int bytes) {
            for (int i = 0; i < bytes; i++) {
                out.write((int) (value >>> 8 * i));
            }
        }

        private void ascii(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
