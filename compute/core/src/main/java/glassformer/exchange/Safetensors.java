package glassformer.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Named tensors in Hugging Face's safetensors format: 8 bytes with the header's length (little-endian), a
/// JSON header, the values. Nothing in such a file is executed, and nothing in it is believed unchecked.
///
/// @param tensors  in the order in which they stand in the header
/// @param metadata the header's `__metadata__`
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final Map<String, String> PYTORCH = Map.of("format", "pt");

    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Map.copyOf(metadata);
    }

    /// A model's weights, with the metadata that Hugging Face's readers ask for.
    public static Safetensors of(Weights weights) {
        return new Safetensors(weights.tensors(), PYTORCH);
    }

    public Weights weights() {
        return new Weights(tensors);
    }

    /// @throws BadInputException naming the file and what is wrong with it
    public static Safetensors read(Path file) {
        SafetensorsFile opened = SafetensorsFile.open(file);
        opened.requireReadable();
        return new Safetensors(opened.read(opened.shapes().keySet()), opened.metadata());
    }

    /// Writes float32 values, the header padded with spaces to a multiple of 8 bytes.
    public void write(OutputStream out) throws IOException {
        byte[] json = header();
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer start = buffer(8 + padded).putLong(padded).put(json);
        while (start.hasRemaining()) {
            start.put((byte) ' ');
        }
        out.write(start.array());
        ByteBuffer chunk = buffer(CHUNK_BYTES);
        for (Tensor tensor : tensors.values()) {
            float[] values = tensor.values();
            for (int at = 0; at < values.length; at += CHUNK_BYTES / 4) {
                int count = Math.min(CHUNK_BYTES / 4, values.length - at);
                chunk.asFloatBuffer().put(values, at, count);
                out.write(chunk.array(), 0, count * 4);
            }
        }
    }

    private byte[] header() {
        ObjectNode header = Json.object();
        if (!metadata.isEmpty()) {
            ObjectNode notes = header.putObject("__metadata__");
            metadata.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(note -> notes.put(note.getKey(), note.getValue()));
        }
        long at = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            long end = at + 4L * named.getValue().values().length;
            ObjectNode entry = header.putObject(named.getKey());
            entry.put("dtype", "F32");
            named.getValue().shape().forEach(entry.putArray("shape")::add);
            entry.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        return Json.line(header).getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
