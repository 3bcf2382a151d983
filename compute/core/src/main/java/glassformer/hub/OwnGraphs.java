package glassformer.hub;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Linears;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import glassformer.onnx.OnnxForm;
import glassformer.onnx.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The weights in graphs that our own export wrote: under our names, those of linear layers perhaps turned, and perhaps
/// rounded to bytes.
final class OwnGraphs implements TensorSource {
    private static final String TURNED = "_transposed";
    private static final String ROUNDED = "_quantized";
    private static final String SCALE = "_scale";
    private static final int ZERO = 128;

    private final Path folder;
    private final Map<String, OnnxTensor> stored;
    private final Map<String, Layer.Layout> linears = new HashMap<>();
    private final Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    private final Precision precision;

    private OwnGraphs(Path folder, Precision precision, Map<String, OnnxTensor> stored, Blueprint blueprint) {
        this.folder = folder;
        this.precision = precision;
        this.stored = stored;
        blueprint.layers().forEach(layer -> {
            for (Layer.Linear linear : Linears.of(layer)) {
                linears.put(linear.weight().name(), linear.layout());
            }
        });
        for (Weight weight : ParameterTable.of(blueprint).weights()) {
            shape(weight).ifPresent(shape -> shapes.put(weight.name(), shape));
        }
    }

    /// Which graphs of a model are in the folder, or in its folder `onnx`; empty where there are none.
    static Optional<OwnGraphs> find(Path folder, Blueprint blueprint) {
        for (Path place : List.of(folder.resolve("onnx"), folder)) {
            for (Precision precision : Precision.values()) {
                List<Path> files = OnnxForm.of(blueprint).graphs().stream()
                        .map(graph -> place.resolve(precision.file(graph)))
                        .toList();
                if (files.stream().allMatch(Files::isRegularFile)) {
                    return Optional.of(new OwnGraphs(place, precision, read(files), blueprint));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> notes() {
        return switch (precision) {
            case FLOAT32 -> List.of();
            case INT8 -> List.of("The graphs hold matrices as int8: they come back as they were rounded there.");
        };
    }

    /// The graphs of an encoder-decoder share a table, which both hold.
    private static Map<String, OnnxTensor> read(List<Path> files) {
        Map<String, OnnxTensor> all = new LinkedHashMap<>();
        for (Path file : files) {
            OnnxGraph.read(mapped(file), file.toString()).initialisers().forEach(all::putIfAbsent);
        }
        return all;
    }

    static ByteBuffer mapped(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new BadInputException(file + " has " + channel.size() + " bytes, but 2 GiB at most can be read.");
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /// As ours, if it is there.
    private Optional<List<Integer>> shape(Weight weight) {
        String name = weight.name();
        OnnxTensor plain = stored.get(name);
        if (plain != null) {
            return Optional.of(plain.shape());
        }
        OnnxTensor turned = stored.get(name + TURNED);
        if (turned != null) {
            return Optional.of(turned.shape().reversed());
        }
        OnnxTensor rounded = stored.get(name + ROUNDED);
        return Optional.ofNullable(rounded)
                .map(bytes ->
                        linears.get(name) == Layer.Layout.OUT_IN ? bytes.shape().reversed() : bytes.shape());
    }

    @Override
    public Map<String, List<Integer>> shapes() {
        return Collections.unmodifiableMap(shapes);
    }

    @Override
    public Map<String, Tensor> read(Collection<String> names) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        names.forEach(name -> tensors.put(name, read(name)));
        return tensors;
    }

    private Tensor read(String name) {
        OnnxTensor plain = stored.get(name);
        if (plain != null) {
            return plain.tensor();
        }
        OnnxTensor turned = stored.get(name + TURNED);
        if (turned != null) {
            return transposed(turned.tensor());
        }
        OnnxTensor rounded = stored.get(name + ROUNDED);
        OnnxTensor scales = stored.get(name + SCALE);
        if (rounded == null || scales == null || rounded.shape().size() != 2) {
            throw new BadInputException(where(name) + " has no tensor named " + name + ".");
        }
        return widened(name, rounded, scales.tensor().values());
    }

    /// Tables have a scale a row, and linear layers, which stand as (in, out), one an output.
    private Tensor widened(String name, OnnxTensor rounded, float[] scales) {
        byte[] bytes = rounded.bytes();
        int rows = rounded.shape().get(0);
        int columns = rounded.shape().get(1);
        Layer.Layout layout = linears.get(name);
        if (scales.length != (layout == null ? rows : columns)) {
            throw new BadInputException(where(name) + " has " + scales.length + " scales for the tensor " + name
                    + " of shape " + rounded.shape() + ".");
        }
        float[] values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            float scale = scales[layout == null ? i / columns : i % columns];
            values[i] = ((bytes[i] & 0xff) - ZERO) * scale;
        }
        Tensor tensor = new Tensor(rounded.shape(), values);
        return layout == Layer.Layout.OUT_IN ? transposed(tensor) : tensor;
    }

    private static Tensor transposed(Tensor tensor) {
        if (tensor.shape().size() != 2) {
            throw new BadInputException("A turned tensor must have two sides, but has " + tensor.shape() + ".");
        }
        return OnnxWeights.transpose(tensor);
    }

    @Override
    public String where(String name) {
        return folder.toString();
    }
}
