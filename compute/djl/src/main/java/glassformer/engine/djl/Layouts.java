package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Linears;
import glassformer.engine.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which weights a checkpoint stores `(in, out)`. The engine keeps all as `(out, in)`, the layout of its matrix
/// products, and turns those over on the way in and out.
record Layouts(Set<String> turned) {
    static Layouts of(Blueprint blueprint) {
        Set<String> turned = new HashSet<>();
        blueprint.layers().flatMap(layer -> Linears.of(layer).stream()).forEach(linear -> {
            if (linear.layout() == Layer.Layout.IN_OUT) {
                turned.add(linear.weight().name());
            }
        });
        return new Layouts(turned);
    }

    /// A tensor of this name in the other party's layout; the same in both directions.
    Tensor turn(String name, Tensor tensor) {
        return turned.contains(name) ? transposed(tensor) : tensor;
    }

    private static Tensor transposed(Tensor tensor) {
        int rows = tensor.shape().get(0);
        int columns = tensor.shape().get(1);
        float[] from = tensor.values();
        float[] to = new float[from.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                to[column * rows + row] = from[row * columns + column];
            }
        }
        return new Tensor(List.of(columns, rows), to);
    }
}
