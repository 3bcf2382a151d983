package glassformer.blueprint;

import java.util.List;

/// A learned tensor: its Hugging Face name, shape, start, and whether weight decay applies to it (matrices
/// and tables yes; biases and norm scales no).
public record Weight(String name, List<Integer> shape, Init init, boolean decays) {
    public Weight {
        shape = List.copyOf(shape);
    }

    public static Weight matrix(String name, int rows, int columns, double standardDeviation) {
        return new Weight(name, List.of(rows, columns), new Init.Normal(standardDeviation), true);
    }

    public static Weight vector(String name, int size, double value) {
        return new Weight(name, List.of(size), new Init.Constant(value), false);
    }

    public long size() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
