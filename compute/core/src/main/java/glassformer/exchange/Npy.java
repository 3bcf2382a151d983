package glassformer.exchange;

import glassformer.BadInputException;
import glassformer.engine.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// NumPy's `.npy` files, version 1.0: float32, little-endian, row-major. What stands in a header is not executed.
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final int CHUNK = 1 << 18; // values
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(((?:\\d{1,10}(?:, ?|,?))*)\\), \\} *\\n");

    private Npy() {}

    public static void write(Tensor tensor, OutputStream out) throws IOException {
        String shape = tensor.shape().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String comma = tensor.shape().size() == 1 ? "," : "";
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + comma + "), }";
        int before = MAGIC.length + 2 + header.length() + 1;
        String padded = header + " ".repeat((ALIGNMENT - before % ALIGNMENT) % ALIGNMENT) + "\n";
        out.write(MAGIC);
        out.write(padded.length() & 0xFF);
        out.write(padded.length() >> 8);
        out.write(padded.getBytes(StandardCharsets.US_ASCII));
        float[] values = tensor.values();
        for (int at = 0; at < values.length; at += CHUNK) {
            int count = Math.min(CHUNK, values.length - at);
            ByteBuffer chunk = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
            chunk.asFloatBuffer().put(values, at, count);
            out.write(chunk.array());
        }
    }

    /// @throws BadInputException where the file is none that [#write] writes
    public static Tensor read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[MAGIC.length];
        if (bytes.remaining() < MAGIC.length + 2) {
            throw wrong(file);
        }
        bytes.get(magic);
        int length = Short.toUnsignedInt(bytes.getShort());
        if (!java.util.Arrays.equals(magic, MAGIC) || bytes.remaining() < length) {
            throw wrong(file);
        }
        byte[] header = new byte[length];
        bytes.get(header);
        Matcher matcher = HEADER.matcher(new String(header, StandardCharsets.US_ASCII));
        if (!matcher.matches()) {
            throw wrong(file);
        }
        List<Integer> shape = new ArrayList<>();
        for (String part : matcher.group(1).split(",")) {
            if (!part.isBlank()) {
                shape.add(Integer.valueOf(part.strip()));
            }
        }
        float[] values = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(values);
        return new Tensor(shape, values);
    }

    private static BadInputException wrong(Path file) {
        return new BadInputException(file + " is no .npy file of float32 numbers in rows.");
    }
}
