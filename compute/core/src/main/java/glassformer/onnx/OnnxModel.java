package glassformer.onnx;

import java.io.IOException;
import java.io.OutputStream;

/// A model in the ONNX format, ready to be written.
public final class OnnxModel {
    /// The version of the operators: the first with layer normalisation.
    public static final int OPSET = 17;

    private static final int FORMAT = 8;

    private final ProtoWriter proto;

    OnnxModel(Graph graph, String name) {
        proto = new ProtoWriter()
                .number(1, FORMAT)
                .text(2, "glassformer")
                .message(7, graph.proto(name))
                .message(8, new ProtoWriter().text(1, "").number(2, OPSET));
    }

    public long bytes() {
        return proto.size();
    }

    public void write(OutputStream out) throws IOException {
        proto.write(out);
    }
}
