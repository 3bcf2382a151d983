package glassformer.onnx;

import glassformer.blueprint.Named;

/// How a graph's weights are stored and multiplied.
public enum Precision implements Named {
    FLOAT32("none"),
    /// Matrices and token tables as whole numbers of eight bits with one scale a column or row; what they are
    /// multiplied with is rounded while the model runs (ONNX Runtime's dynamic quantisation).
    INT8("int8");

    private final String id;

    Precision(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /// The file of a graph, as transformers.js looks for it.
    public String file(String graph) {
        return switch (this) {
            case FLOAT32 -> graph + ".onnx";
            case INT8 -> graph + "_quantized.onnx";
        };
    }
}
