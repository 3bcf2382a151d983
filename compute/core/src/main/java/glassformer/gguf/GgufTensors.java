package glassformer.gguf;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.Layer;
import glassformer.blueprint.SinusoidTable;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A blueprint's weights under the names and in the layouts of a [GgufArchitecture] that can hold it.
///
/// Matrices are stored `(out, in)` in the chosen type; vectors and tables of places and token types in F32. A matrix
/// whose rows do not fill the type's blocks is stored in F16.
final class GgufTensors {
    private final Blueprint blueprint;
    private final GgufArchitecture architecture;
    private final Supplier<Weights> weights;
    private final GgufType type;
    private final List<GgufWriter.Entry> entries = new ArrayList<>();
    private boolean inBlocks;
    private String prefix = "";

    private GgufTensors(Blueprint blueprint, GgufArchitecture architecture, Supplier<Weights> weights, GgufType type) {
        this.blueprint = blueprint;
        this.architecture = architecture;
        this.weights = weights;
        this.type = type;
    }

    /// @param weights asked for when a tensor is written
    static List<GgufWriter.Entry> of(Blueprint blueprint, Supplier<Weights> weights, GgufType type) {
        GgufTensors tensors = new GgufTensors(blueprint, GgufArchitecture.of(blueprint), weights, type);
        tensors.write();
        return tensors.entries;
    }

    private void write() {
        layer(blueprint.trunk());
        int dim = blueprint.config().dim();
        boolean places = entries.stream().anyMatch(entry -> entry.name().equals("position_embd.weight"));
        if (!architecture.rotates() && !places) {
            int length = blueprint.config().contextLength();
            full("position_embd.weight", length, dim, () -> Matrix.zeros(length, dim));
        }
        if (architecture == GgufArchitecture.BERT
                && entries.stream().noneMatch(entry -> entry.name().equals("token_types.weight"))) {
            full("token_types.weight", 1, dim, () -> Matrix.zeros(1, dim));
        }
        for (Head head : blueprint.heads()) {
            if (head.name().equals(new HeadSpec.LanguageModel().name())) {
                layer(head.layers());
            }
        }
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
            case Layer.TokenEmbedding(Weight table) -> matrix("token_embd.weight", table);
            case Layer.TokenTypeEmbedding(Weight table) ->
                full("token_types.weight", table.shape().get(0), table.shape().get(1), () -> stored(table));
            case Layer.LearnedPosition(Weight table, int offset) -> {
                int rows = table.shape().get(0);
                full("position_embd.weight", rows - offset, table.shape().get(1), () -> stored(table)
                        .rows(offset, rows));
            }
            case Layer.SinusoidalPosition sinusoids ->
                full(
                        "position_embd.weight",
                        sinusoids.contextLength(),
                        sinusoids.dim(),
                        () -> new Matrix(sinusoids.contextLength(), sinusoids.dim(), SinusoidTable.of(sinusoids)));
            case Layer.Norm norm -> norm(inBlocks ? "output_norm" : "token_embd_norm", norm);
            case Layer.Residual residual -> {
                layer(residual.body());
                norm(prefix + normOf(residual), residual.norm());
            }
            case Layer.Attention attention -> attention(attention);
            case Layer.FeedForward ffn -> {
                if (ffn.gate() != null) {
                    linear("ffn_gate", ffn.gate());
                }
                linear("ffn_up", ffn.up());
                linear("ffn_down", ffn.down());
            }
            case Layer.OutputHead head -> {
                if (!head.tied()) {
                    matrix("output.weight", head.table());
                }
            }
            case Layer.Dropout nothing -> {}
            case Layer.Scale refused -> {}
            case Layer.Encoder refused -> {}
            case Layer.Pooler otherHead -> {}
            case Layer.Dense otherHead -> {}
        }
    }

    static String normOf(Layer.Residual residual) {
        boolean before = residual.body() instanceof Layer.Attention;
        return switch (residual.placement()) {
            case PRE -> before ? "attn_norm" : "ffn_norm";
            case POST -> before ? "attn_output_norm" : "layer_output_norm";
        };
    }

    private void attention(Layer.Attention attention) {
        int width = attention.heads() * attention.headDim();
        int keyWidth = attention.kvHeads() * attention.headDim();
        if (architecture.fused()) {
            int rows = width + 2 * keyWidth;
            add("attn_qkv.weight", rows, width, () -> weightOf(attention, 0, rows));
            full(prefix + "attn_qkv.bias", 0, rows, () -> biasOf(attention, 0, rows));
        } else {
            boolean biased = architecture.biased() || hasBias(attention);
            part("attn_q", attention, 0, width, biased, turned(attention.heads()));
            part("attn_k", attention, width, width + keyWidth, biased, turned(attention.kvHeads()));
            part("attn_v", attention, width + keyWidth, width + 2 * keyWidth, biased, UnaryOperator.identity());
        }
        linear("attn_output", attention.output());
    }

    private UnaryOperator<Matrix> turned(int heads) {
        return architecture.rotates() ? matrix -> matrix.interleaved(heads) : UnaryOperator.identity();
    }

    private void part(
            String name, Layer.Attention attention, int from, int to, boolean biased, UnaryOperator<Matrix> order) {
        int in = attention.heads() * attention.headDim();
        add(name + ".weight", to - from, in, () -> order.apply(weightOf(attention, from, to)));
        if (biased) {
            full(prefix + name + ".bias", 0, to - from, () -> order.apply(
                            biasOf(attention, from, to).transposed())
                    .transposed());
        }
    }

    private static boolean hasBias(Layer.Attention attention) {
        return switch (attention.projection()) {
            case Layer.Projection.Fused(Layer.Linear qkv) -> qkv.bias() != null;
            case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) -> q.bias() != null;
        };
    }

    private Matrix weightOf(Layer.Attention attention, int from, int to) {
        return switch (attention.projection()) {
            case Layer.Projection.Fused(Layer.Linear qkv) -> outIn(qkv).rows(from, to);
            case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) ->
                Matrix.stacked(List.of(outIn(q), outIn(k), outIn(v))).rows(from, to);
        };
    }

    /// One row.
    private Matrix biasOf(Layer.Attention attention, int from, int to) {
        Matrix all =
                switch (attention.projection()) {
                    case Layer.Projection.Fused(Layer.Linear qkv) -> bias(qkv).transposed();
                    case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) ->
                        Matrix.stacked(List.of(bias(q).transposed(), bias(k).transposed(), bias(v).transposed()));
                };
        return all.rows(from, to).transposed();
    }

    private void linear(String name, Layer.Linear linear) {
        add(name + ".weight", linear.out(), linear.in(), () -> outIn(linear));
        if (architecture.biased() || linear.bias() != null) {
            full(prefix + name + ".bias", 0, linear.out(), () -> bias(linear));
        }
    }

    private void norm(String name, Layer.Norm norm) {
        int dim = norm.scale().shape().getFirst();
        full(name + ".weight", 0, dim, () -> stored(norm.scale()));
        if (architecture.biased()) {
            full(name + ".bias", 0, dim, () -> vector(norm.shift(), dim));
        }
    }

    private void matrix(String name, Weight weight) {
        add(name, weight.shape().get(0), weight.shape().get(1), () -> stored(weight));
    }

    private Matrix outIn(Layer.Linear linear) {
        Matrix stored = stored(linear.weight());
        return switch (linear.layout()) {
            case OUT_IN -> stored;
            case IN_OUT -> stored.transposed();
        };
    }

    private Matrix bias(Layer.Linear linear) {
        return vector(linear.bias(), linear.out());
    }

    private Matrix vector(@Nullable Weight weight, int size) {
        return weight == null ? Matrix.zeros(1, size) : stored(weight);
    }

    private Matrix stored(Weight weight) {
        Tensor tensor = weights.get().get(weight.name());
        int columns = tensor.shape().getLast();
        return new Matrix(tensor.values().length / columns, columns, tensor.values());
    }

    private void add(String name, int rows, int columns, Supplier<Matrix> matrix) {
        GgufType fitting = columns % type.block() == 0 ? type : GgufType.F16;
        entries.add(new GgufWriter.Entry(prefix + name, fitting, List.of(rows, columns), () -> matrix.get()
                .values()));
    }

    /// In F32.
    ///
    /// @param rows 0 for a vector
    private void full(String name, int rows, int columns, Supplier<Matrix> matrix) {
        List<Integer> shape = rows == 0 ? List.of(columns) : List.of(rows, columns);
        entries.add(new GgufWriter.Entry(
                name, GgufType.F32, shape, () -> matrix.get().values()));
    }
}
