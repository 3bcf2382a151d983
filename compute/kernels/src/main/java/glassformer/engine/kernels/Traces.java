package glassformer.engine.kernels;

import glassformer.blueprint.Alibi;
import glassformer.blueprint.Layer;
import glassformer.blueprint.ScoreScale;
import glassformer.engine.Tensor;
import glassformer.engine.Trace;
import java.util.Arrays;
import java.util.List;

/// What a run on one text left between the layers, in the order in which people read it.
final class Traces {
    private final float[] values;

    private Traces(float[] values) {
        this.values = values;
    }

    static Trace of(ModelProgram model) {
        Traces traces = new Traces(model.values().array());
        return new Trace(
                model.looks().stream().map(traces::look).toList(),
                model.stages().stream()
                        .map(stage -> new Trace.Stage(
                                traces.rows(stage.before()), traces.rows(stage.wrote()), traces.rows(stage.after())))
                        .toList(),
                model.sites().stream().map(traces::rows).toList());
    }

    private Trace.Look look(AttentionTape.Look look) {
        Layer.Attention attention = look.attention();
        Tensor queries = heads(look.queries(), 1);
        Tensor keys = heads(look.keys(), attention.heads() / attention.kvHeads());
        Tensor mixed = heads(AttentionTape.Part.of(look.mixed(), attention.heads()), 1);
        Tensor values = heads(look.values(), attention.heads() / attention.kvHeads());
        return new Trace.Look(queries, keys, values, scores(attention, queries, keys), mixed);
    }

    private Tensor rows(Value value) {
        return new Tensor(
                List.of(value.rows(), value.columns()),
                Arrays.copyOfRange(values, value.at(), value.at() + value.size()));
    }

    /// `(H, T, D)`, each head repeated for the heads that share it.
    private Tensor heads(AttentionTape.Part part, int repeat) {
        int rows = part.whole().rows();
        int size = part.size();
        float[] out = new float[part.heads() * repeat * rows * size];
        int at = 0;
        for (int head = 0; head < part.heads() * repeat; head++) {
            for (int t = 0; t < rows; t++) {
                int from = part.at() + t * part.whole().columns() + head / repeat * size;
                System.arraycopy(values, from, out, at, size);
                at += size;
            }
        }
        return Tensor.of(out, part.heads() * repeat, rows, size);
    }

    /// The kernels turn scores into weights where they stand, so they are made again.
    private static Tensor scores(Layer.Attention attention, Tensor queries, Tensor keys) {
        int heads = attention.heads();
        int size = attention.headDim();
        int rows = queries.shape().get(1);
        int columns = keys.shape().get(1);
        double scale = attention.scale() == ScoreScale.SCALED ? 1 / Math.sqrt(size) : 1;
        boolean far = attention.relative() instanceof Layer.Relative.Alibi;
        double[] slopes = Alibi.slopes(heads);
        float[] out = new float[heads * rows * columns];
        for (int i = 0; i < out.length; i++) {
            int key = i % columns;
            int query = i / columns % rows;
            int head = i / columns / rows;
            double dot = 0;
            for (int d = 0; d < size; d++) {
                dot += (double) queries.values()[(head * rows + query) * size + d]
                        * keys.values()[(head * columns + key) * size + d];
            }
            double away = far ? slopes[head] * Math.abs(query - key) : 0;
            out[i] = attention.mask().allows(query, key) ? (float) (scale * dot - away) : Float.NEGATIVE_INFINITY;
        }
        return Tensor.of(out, heads, rows, columns);
    }
}
