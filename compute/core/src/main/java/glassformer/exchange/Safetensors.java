package glassformer.exchange;

import glassformer.BadInputException;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Named tensors in Hugging Face's safetensors format: 8 bytes with the header's length (little-endian), a
/// JSON header, the values. Nothing in such a file is executed, and nothing in it is believed unchecked.
///
/// @param tensors  in the order in which they stand in the header
/// @param metadata the header's `__metadata__`
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    static final Map<String, String> PYTORCH = Map.of("format", "pt");

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
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        SafetensorsWriter.write(shapes, metadata, name -> Objects.requireNonNull(tensors.get(name)), out);
    }
}
