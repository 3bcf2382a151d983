package glassformer.hub;

import glassformer.BadInputException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is needed of an ONNX model to find its weights: the nodes in order, and the constants by name, those of
/// `Constant` nodes among them.
record OnnxGraph(List<Node> nodes, Map<String, OnnxTensor> initialisers, Map<String, OnnxTensor> constants) {
    /// @param name as a path of modules, `/encoder/layer.0/attention/self/query/MatMul`, or empty
    record Node(String name, String operator, List<String> inputs, List<String> outputs) {}

    static OnnxGraph read(ByteBuffer model, String where) {
        ProtoReader in = new ProtoReader(model, where);
        OnnxGraph graph = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 7) {
                graph = graph(in.message(), where);
            } else {
                in.skip();
            }
        }
        if (graph == null || graph.nodes.isEmpty()) {
            throw new BadInputException(where + " is no usable ONNX model: there is no graph in it.");
        }
        return graph;
    }

    private static OnnxGraph graph(ProtoReader in, String where) {
        List<Node> nodes = new ArrayList<>();
        Map<String, OnnxTensor> initialisers = new LinkedHashMap<>();
        Map<String, OnnxTensor> constants = new LinkedHashMap<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> nodes.add(node(in.message(), constants, where));
                case 5 -> {
                    in.keep();
                    OnnxTensor tensor = OnnxTensor.read(in.message(), where);
                    initialisers.put(tensor.name(), tensor);
                }
                default -> in.skip();
            }
        }
        constants.putAll(initialisers);
        return new OnnxGraph(nodes, initialisers, constants);
    }

    private static Node node(ProtoReader in, Map<String, OnnxTensor> constants, String where) {
        in.keep();
        String name = "";
        String operator = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        @Nullable OnnxTensor value = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> {
                    in.keep();
                    inputs.add(in.text());
                }
                case 2 -> {
                    in.keep();
                    outputs.add(in.text());
                }
                case 3 -> name = in.text();
                case 4 -> operator = in.text();
                case 5 -> {
                    OnnxTensor found = value(in.message(), where);
                    value = found == null ? value : found;
                }
                default -> in.skip();
            }
        }
        if (operator.equals("Constant") && value != null && !outputs.isEmpty()) {
            constants.put(outputs.getFirst(), value);
        }
        return new Node(name, operator, inputs, outputs);
    }

    private static @Nullable OnnxTensor value(ProtoReader attribute, String where) {
        @Nullable OnnxTensor value = null;
        for (int field = attribute.next(); field != 0; field = attribute.next()) {
            if (field == 5) {
                value = OnnxTensor.read(attribute.message(), where);
            } else {
                attribute.skip();
            }
        }
        return value;
    }
}
