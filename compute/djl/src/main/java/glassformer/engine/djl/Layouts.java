package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.engine.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which weights a checkpoint stores `(in, out)`. The engine keeps all as `(out, in)`, the layout of its matrix
/// products, and turns those over on the way in and out.
record Layouts(Set<String> turned) {
    static Layouts of(Blueprint blueprint) {
        Set<String> turned = new HashSet<>();
        blueprint.layers().flatMap(Layouts::linears).forEach(linear -> {
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

    private static Stream<Layer.Linear> linears(Layer layer) {
        return switch (layer) {
            case Layer.Attention attention ->
                Stream.concat(
                        switch (attention.projection()) {
                            case Layer.Projection.Fused(Layer.Linear qkv) -> Stream.of(qkv);
                            case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) ->
                                Stream.of(q, k, v);
                        },
                        Stream.of(attention.output()));
            case Layer.FeedForward ffn -> {
                Layer.@Nullable Linear gate = ffn.gate();
                yield gate == null ? Stream.of(ffn.up(), ffn.down()) : Stream.of(ffn.up(), gate, ffn.down());
            }
            case Layer.Sequence leaf -> Stream.of();
            case Layer.Block leaf -> Stream.of();
            case Layer.Residual leaf -> Stream.of();
            case Layer.TokenEmbedding leaf -> Stream.of();
            case Layer.LearnedPosition leaf -> Stream.of();
            case Layer.SinusoidalPosition leaf -> Stream.of();
            case Layer.Dropout leaf -> Stream.of();
            case Layer.Norm leaf -> Stream.of();
            case Layer.OutputHead leaf -> Stream.of();
        };
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
