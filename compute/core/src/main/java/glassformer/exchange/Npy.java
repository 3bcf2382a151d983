package glassformer.exchange;

import glassformer.engine.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// One tensor in NumPy's format, version 1.0: a magic string, the header's length, a Python dictionary padded to a
/// multiple of 64 bytes, the float32 values, little-endian and row-major.
public final class Npy {
    private static final int START = 10;
    private static final int ALIGNED = 64;

    private Npy() {}

    public static void write(Tensor tensor, OutputStream out) throws IOException {
        String shape = tensor.shape().stream().map(size -> size + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
        int padding = ALIGNED - (START + header.length() + 1) % ALIGNED;
        String padded = header + " ".repeat(padding % ALIGNED) + "\n";
        ByteBuffer start = ByteBuffer.allocate(START + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
        start.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        start.putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII));
        out.write(start.array());
        ByteBuffer values =
                ByteBuffer.allocate(Float.BYTES * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
        values.asFloatBuffer().put(tensor.values());
        out.write(values.array());
    }
}
