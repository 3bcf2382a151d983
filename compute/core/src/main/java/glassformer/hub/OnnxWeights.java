package glassformer.hub;

import glassformer.BadInputException;
import glassformer.engine.Tensor;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The weights of a PyTorch model that was exported to ONNX, by their PyTorch names. The exporter transposes the
/// kernels of linear layers and drops their names; the path of the product that reads one, or the bias that is added
/// to it, tells the name again.
final class OnnxWeights implements TensorSource {
    private static final String KERNEL = ".weight";
    private static final String BIAS = ".bias";

    private record Place(OnnxTensor tensor, boolean transposed) {
        List<Integer> shape() {
            return transposed ? tensor.shape().reversed() : tensor.shape();
        }
    }

    private final String where;
    private final Map<String, Place> places = new LinkedHashMap<>();

    OnnxWeights(OnnxGraph graph, String where) {
        this.where = where;
        Map<String, String> biases = new HashMap<>();
        for (OnnxGraph.Node node : graph.nodes()) {
            if (node.operator().equals("Add")) {
                node.inputs().stream()
                        .filter(input ->
                                input.endsWith(BIAS) && graph.initialisers().containsKey(input))
                        .forEach(bias -> node.inputs().forEach(input -> biases.putIfAbsent(input, bias)));
            }
        }
        Set<String> kernels = new HashSet<>();
        for (OnnxGraph.Node node : graph.nodes()) {
            if (node.operator().equals("MatMul") && node.inputs().size() == 2) {
                OnnxTensor kernel = graph.initialisers().get(node.inputs().get(1));
                if (kernel != null && kernel.shape().size() == 2) {
                    kernels.add(kernel.name());
                    put(name(node, biases), new Place(kernel, true));
                }
            }
        }
        graph.initialisers().forEach((name, tensor) -> {
            // What has no name of a module is a constant of the computation.
            if (!kernels.contains(name) && name.indexOf('.') > 0 && !name.startsWith("/")) {
                put(name, new Place(tensor, false));
            }
        });
    }

    private void put(String name, Place place) {
        if (places.put(name, place) != null) {
            throw new BadInputException(where + " holds two tensors for " + name + ".");
        }
    }

    private String name(OnnxGraph.Node node, Map<String, String> biases) {
        String output = node.outputs().isEmpty() ? "" : node.outputs().getFirst();
        for (String path : List.of(node.name(), output)) {
            int end = path.lastIndexOf("/MatMul");
            if (path.startsWith("/") && end > 0) {
                return path.substring(1, end).replace('/', '.') + KERNEL;
            }
        }
        @Nullable String bias = biases.get(output);
        if (bias == null) {
            throw new BadInputException(where + " does not tell to which layer the tensor "
                    + node.inputs().get(1) + " belongs.");
        }
        return bias.substring(0, bias.length() - BIAS.length()) + KERNEL;
    }

    @Override
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        places.forEach((name, place) -> shapes.put(name, place.shape()));
        return Collections.unmodifiableMap(shapes);
    }

    @Override
    public Map<String, Tensor> read(Collection<String> names) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : names) {
            Place place = places.get(name);
            if (place == null) {
                throw new BadInputException(where + " has no tensor named " + name + ".");
            }
            Tensor tensor = place.tensor().tensor();
            tensors.put(name, place.transposed() ? transpose(tensor) : tensor);
        }
        return tensors;
    }

    static Tensor transpose(Tensor tensor) {
        int rows = tensor.shape().get(0);
        int columns = tensor.shape().get(1);
        float[] values = new float[tensor.values().length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[column * rows + row] = tensor.values()[row * columns + column];
            }
        }
        return Tensor.of(values, columns, rows);
    }

    @Override
    public String where(String name) {
        return where;
    }
}
