package glassformer.engine;

import java.util.List;

/// A float32 tensor in row-major order, on the Java heap.
public record Tensor(List<Integer> shape, float[] values) {
    public Tensor {
        shape = List.copyOf(shape);
        long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (size != values.length) {
            throw new IllegalArgumentException("shape " + shape + " holds " + size + " values, not " + values.length);
        }
    }

    public static Tensor of(float[] values, int... shape) {
        return new Tensor(java.util.Arrays.stream(shape).boxed().toList(), values);
    }
}
