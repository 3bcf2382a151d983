package glassformer.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A graph under construction: operators in order, each of whose results has a name.
final class Graph {
    private final List<ProtoWriter> nodes = new ArrayList<>();
    private final List<ProtoWriter> inputs = new ArrayList<>();
    private final List<ProtoWriter> outputs = new ArrayList<>();
    private final Map<String, Initialiser> initialisers;
    private final Names names;
    private final boolean root;

    /// What a graph and its branches name by.
    private static final class Names {
        private final List<String> scopes = new ArrayList<>();
        private int last;
    }

    Graph() {
        this(new LinkedHashMap<>(), new Names(), true);
    }

    private Graph(Map<String, Initialiser> initialisers, Names names, boolean root) {
        this.initialisers = initialisers;
        this.names = names;
        this.root = root;
    }

    /// A graph that an operator of this one runs, which sees this one's values.
    Graph branch() {
        return new Graph(initialisers, names, false);
    }

    /// What follows belongs to a part of the model, until [#leave].
    void enter(String part) {
        names.scopes.add(part);
    }

    void leave() {
        names.scopes.removeLast();
    }

    /// An input.
    ///
    /// @param shape numbers, or names of sides that differ from run to run
    String input(String name, ElementType type, Object... shape) {
        inputs.add(value(name, type, shape));
        return name;
    }

    /// Gives a value its name as an output.
    void output(String name, String value, ElementType type, Object... shape) {
        if (!name.equals(value)) {
            named("Identity", List.of(value), List.of(name));
        }
        declare(name, type, shape);
    }

    /// Makes a value that already has this name an output.
    void declare(String name, ElementType type, Object... shape) {
        outputs.add(value(name, type, shape));
    }

    private static ProtoWriter value(String name, ElementType type, Object... shape) {
        ProtoWriter sides = new ProtoWriter();
        for (Object side : shape) {
            sides.message(
                    1,
                    side instanceof Integer number
                            ? new ProtoWriter().number(1, number)
                            : new ProtoWriter().text(2, side.toString()));
        }
        ProtoWriter tensor = new ProtoWriter().number(1, type.number()).message(2, sides);
        return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
    }

    /// Adds an operator with one result.
    String node(String operator, List<String> from, Attribute... attributes) {
        return nodes(operator, from, 1, attributes).getFirst();
    }

    String node(String operator, String... from) {
        return node(operator, List.of(from));
    }

    /// Adds an operator with several results.
    List<String> nodes(String operator, List<String> from, int count, Attribute... attributes) {
        int number = ++names.last;
        String path = String.join("/", names.scopes) + "/" + operator + "_" + number;
        List<String> to = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            to.add(path + "_output_" + i);
        }
        add(path, operator, from, to, attributes);
        return to;
    }

    /// Adds an operator whose results have given names.
    void named(String operator, List<String> from, List<String> to, Attribute... attributes) {
        add(String.join("/", names.scopes) + "/" + operator + "_" + ++names.last, operator, from, to, attributes);
    }

    private void add(String path, String operator, List<String> from, List<String> to, Attribute... attributes) {
        ProtoWriter node = new ProtoWriter();
        from.forEach(name -> node.text(1, name));
        to.forEach(name -> node.text(2, name));
        node.text(3, path).text(4, operator);
        for (Attribute attribute : attributes) {
            node.message(5, attribute.proto());
        }
        nodes.add(node);
    }

    /// Adds a constant, once.
    String constant(Initialiser initialiser) {
        initialisers.putIfAbsent(initialiser.name(), initialiser);
        return initialiser.name();
    }

    /// One number without an axis.
    String scalar(double value) {
        float single = (float) value;
        return constant(Initialiser.floats("float_" + single, List.of(), new float[] {single}));
    }

    String scalar(long value) {
        return constant(Initialiser.longs("int_" + value, List.of(), value));
    }

    /// Numbers along one axis.
    String vector(long... values) {
        String name = Arrays.stream(values).mapToObj(Long::toString).collect(Collectors.joining("_", "ints_", ""));
        return constant(Initialiser.longs(name, List.of(values.length), values));
    }

    ProtoWriter proto(String name) {
        ProtoWriter graph = new ProtoWriter();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, name);
        if (root) {
            initialisers.values().forEach(initialiser -> graph.message(5, initialiser.proto()));
        }
        inputs.forEach(input -> graph.message(11, input));
        outputs.forEach(output -> graph.message(12, output));
        return graph;
    }
}
