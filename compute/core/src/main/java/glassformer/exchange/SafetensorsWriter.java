package glassformer.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// Writes a safetensors file of float32 tensor by tensor, so that only one of them need be in memory.
public final class SafetensorsWriter {
    private static final int CHUNK_BYTES = 1 << 20;

    private SafetensorsWriter() {}

    /// A model's weights, with the metadata that Hugging Face's readers ask for.
    ///
    /// @param values asked for each weight once, in order
    public static void write(List<Weight> weights, Function<Weight, Tensor> values, OutputStream out)
            throws IOException {
        Map<String, Weight> named = new LinkedHashMap<>();
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (Weight weight : weights) {
            named.put(weight.name(), weight);
            shapes.put(weight.name(), weight.shape());
        }
        write(shapes, Safetensors.PYTORCH, name -> values.apply(Objects.requireNonNull(named.get(name))), out);
    }

    static void write(
            Map<String, List<Integer>> shapes,
            Map<String, String> metadata,
            Function<String, Tensor> values,
            OutputStream out)
            throws IOException {
        byte[] json = header(shapes, metadata);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer start = buffer(8 + padded).putLong(padded).put(json);
        while (start.hasRemaining()) {
            start.put((byte) ' ');
        }
        out.write(start.array());
        ByteBuffer chunk = buffer(CHUNK_BYTES);
        for (String name : shapes.keySet()) {
            float[] some = values.apply(name).values();
            for (int at = 0; at < some.length; at += CHUNK_BYTES / 4) {
                int count = Math.min(CHUNK_BYTES / 4, some.length - at);
                chunk.asFloatBuffer().put(some, at, count);
                out.write(chunk.array(), 0, count * 4);
            }
        }
    }

    private static byte[] header(Map<String, List<Integer>> shapes, Map<String, String> metadata) {
        ObjectNode header = Json.object();
        if (!metadata.isEmpty()) {
            ObjectNode notes = header.putObject("__metadata__");
            metadata.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(note -> notes.put(note.getKey(), note.getValue()));
        }
        long at = 0;
        for (Map.Entry<String, List<Integer>> named : shapes.entrySet()) {
            long end = at
                    + 4
                            * named.getValue().stream()
                                    .mapToLong(Integer::longValue)
                                    .reduce(1, Math::multiplyExact);
            ObjectNode entry = header.putObject(named.getKey());
            entry.put("dtype", "F32");
            named.getValue().forEach(entry.putArray("shape")::add);
            entry.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        return Json.line(header).getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
