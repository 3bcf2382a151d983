package glassformer.onnx;

import java.util.List;

/// What goes into a graph and comes out of it, row-major. A side may be 0 long.
public sealed interface OnnxArray {
    record Floats(List<Integer> shape, float[] values) implements OnnxArray {}

    record Longs(List<Integer> shape, long[] values) implements OnnxArray {}

    record Flag(boolean value) implements OnnxArray {} // (1)
}
