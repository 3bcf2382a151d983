package glassformer.gguf;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where each weight of a blueprint lies in a file of a [GgufArchitecture] that can hold it, and how it is turned into
/// our layout: the way back of [GgufTensors].
final class GgufPlaces {
    private final GgufArchitecture architecture;
    private final Function<String, Matrix> file;
    private final Map<String, Supplier<Matrix>> places = new LinkedHashMap<>();
    private boolean inBlocks;
    private String prefix = "";

    private GgufPlaces(GgufArchitecture architecture, Function<String, Matrix> file) {
        this.architecture = architecture;
        this.file = file;
    }

    /// By the weights' names. What is not in the file, as it is zero there, is not here either.
    ///
    /// @param file gives a tensor of the file, a vector as one row
    static Map<String, Supplier<Matrix>> of(Blueprint blueprint, Function<String, Matrix> file) {
        GgufPlaces places = new GgufPlaces(GgufArchitecture.of(blueprint), file);
        places.layer(blueprint.trunk());
        blueprint.heads().forEach(head -> places.layer(head.layers()));
        return places.places;
    }

    private void layer(Layer layer) {
        switch (layer) {
            case Layer.Sequence(var inner) -> inner.forEach(this::layer);
            case Layer.Block(int index, var inner) -> {
                inBlocks = true;
                prefix = "blk." + index + ".";
                inner.forEach(this::layer);
                prefix = "";
            }
            case Layer.TokenEmbedding(Weight table) -> put(table, () -> file.apply("token_embd.weight"));
            case Layer.TokenTypeEmbedding(Weight table) -> put(table, () -> file.apply("token_types.weight"));
            case Layer.LearnedPosition(Weight table, int offset) ->
                // The rows before the offset are never looked at.
                put(
                        table,
                        () -> Matrix.stacked(List.of(
                                Matrix.zeros(offset, table.shape().get(1)), file.apply("position_embd.weight"))));
            case Layer.Norm norm -> norm(inBlocks ? "output_norm" : "token_embd_norm", norm);
            case Layer.Residual residual -> {
                layer(residual.body());
                norm(prefix + GgufTensors.normOf(residual), residual.norm());
            }
            case Layer.Attention attention -> attention(attention, prefix);
            case Layer.FeedForward ffn -> {
                if (ffn.gate() != null) {
                    linear(prefix + "ffn_gate", ffn.gate());
                }
                linear(prefix + "ffn_up", ffn.up());
                linear(prefix + "ffn_down", ffn.down());
            }
            case Layer.OutputHead head -> {
                if (!head.tied()) {
                    put(head.table(), () -> file.apply("output.weight"));
                }
            }
            case Layer.SinusoidalPosition computed -> {}
            case Layer.Dropout nothing -> {}
            case Layer.Scale refused -> {}
            case Layer.Encoder refused -> {}
            case Layer.Pooler otherHead -> {}
            case Layer.Dense otherHead -> {}
        }
    }

    private void put(Weight weight, Supplier<Matrix> matrix) {
        places.putIfAbsent(weight.name(), matrix);
    }

    private void linear(String name, Layer.Linear linear) {
        matrix(linear, () -> file.apply(name + ".weight"));
        vector(linear.bias(), () -> file.apply(name + ".bias"));
    }

    /// @param outIn (out, in)
    private void matrix(Layer.Linear linear, Supplier<Matrix> outIn) {
        put(
                linear.weight(),
                switch (linear.layout()) {
                    case OUT_IN -> outIn;
                    case IN_OUT -> () -> outIn.get().transposed();
                });
    }

    private void vector(@Nullable Weight weight, Supplier<Matrix> row) {
        if (weight != null) {
            put(weight, row);
        }
    }

    private void norm(String name, Layer.Norm norm) {
        put(norm.scale(), () -> file.apply(name + ".weight"));
        vector(norm.shift(), () -> file.apply(name + ".bias"));
    }

    private void attention(Layer.Attention attention, String block) {
        int width = attention.heads() * attention.headDim();
        int keyWidth = attention.kvHeads() * attention.headDim();
        Rows q = new Rows(block, "attn_q", 0, width, order(attention.heads()));
        Rows k = new Rows(block, "attn_k", width, width + keyWidth, order(attention.kvHeads()));
        Rows v = new Rows(block, "attn_v", width + keyWidth, width + 2 * keyWidth, UnaryOperator.identity());
        switch (attention.projection()) {
            case Layer.Projection.Fused(Layer.Linear qkv) -> {
                matrix(qkv, () -> Matrix.stacked(List.of(q.weight(), k.weight(), v.weight())));
                vector(qkv.bias(), () -> Matrix.stacked(List.of(q.bias(), k.bias(), v.bias()))
                        .transposed());
            }
            case Layer.Projection.Split(Layer.Linear first, Layer.Linear second, Layer.Linear third) -> {
                part(first, q);
                part(second, k);
                part(third, v);
            }
        }
        linear(block + "attn_output", attention.output());
    }

    private void part(Layer.Linear linear, Rows rows) {
        matrix(linear, rows::weight);
        vector(linear.bias(), () -> rows.bias().transposed());
    }

    private UnaryOperator<Matrix> order(int heads) {
        return architecture.rotates() ? matrix -> matrix.halved(heads) : UnaryOperator.identity();
    }

    /// The rows of queries, keys or values, which stand in a matrix of their own or in one with the others.
    private final class Rows {
        private final String block;
        private final String name;
        private final int from;
        private final int to;
        private final UnaryOperator<Matrix> order;

        Rows(String block, String name, int from, int to, UnaryOperator<Matrix> order) {
            this.block = block;
            this.name = name;
            this.from = from;
            this.to = to;
            this.order = order;
        }

        Matrix weight() {
            return architecture.fused()
                    ? file.apply(block + "attn_qkv.weight").rows(from, to)
                    : order.apply(file.apply(block + name + ".weight"));
        }

        /// One column.
        Matrix bias() {
            return architecture.fused()
                    ? file.apply(block + "attn_qkv.bias").transposed().rows(from, to)
                    : order.apply(file.apply(block + name + ".bias").transposed());
        }
    }
}
