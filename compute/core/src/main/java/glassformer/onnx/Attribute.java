package glassformer.onnx;

/// A setting of an operator.
record Attribute(String name, ProtoWriter proto) {
    private static final int REAL = 1;
    private static final int WHOLE = 2;
    private static final int GRAPH = 5;
    private static final int WHOLES = 7;

    static Attribute whole(String name, long value) {
        return new Attribute(
                name, new ProtoWriter().text(1, name).number(3, value).number(20, WHOLE));
    }

    static Attribute wholes(String name, long... values) {
        ProtoWriter proto = new ProtoWriter().text(1, name);
        for (long value : values) {
            proto.number(8, value);
        }
        return new Attribute(name, proto.number(20, WHOLES));
    }

    static Attribute real(String name, double value) {
        return new Attribute(
                name, new ProtoWriter().text(1, name).real(2, (float) value).number(20, REAL));
    }

    static Attribute graph(String name, Graph graph) {
        return new Attribute(
                name,
                new ProtoWriter().text(1, name).message(6, graph.proto(name)).number(20, GRAPH));
    }
}
