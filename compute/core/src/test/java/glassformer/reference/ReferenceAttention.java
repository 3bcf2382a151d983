package glassformer.reference;

import glassformer.blueprint.Alibi;
import glassformer.blueprint.Layer;
import glassformer.blueprint.ScoreScale;
import java.util.ArrayList;
import java.util.List;

/// Multi-head attention for one text.
///
/// @param patterns gets each layer's weights, `(H, T, S)`
/// @param looks    gets what led to them
record ReferenceAttention(
        ReferenceLayers layers, Dropping dropping, List<double[][][]> patterns, List<ReferenceAttention.Look> looks) {
    /// As [glassformer.engine.Trace.Look], each `(H, rows, columns)`.
    record Look(double[][][] queries, double[][][] keys, double[][][] values, double[][][] scores, double[][][] mixed) {
        static Look of(int heads) {
            return new Look(
                    new double[heads][][],
                    new double[heads][][],
                    new double[heads][][],
                    new double[heads][][],
                    new double[heads][][]);
        }
    }

    /// @param keys what keys and values are made from: `x` itself or the encoder's output
    Num[][] apply(Layer.Attention attention, Num[][] x, Num[][] keys) {
        int size = attention.headDim();
        int width = attention.heads() * size;
        int keyWidth = attention.kvHeads() * size;
        Num[][] q;
        Num[][] k;
        Num[][] v;
        switch (attention.projection()) {
            case Layer.Projection.Fused(Layer.Linear qkv) -> {
                Num[][] joined = layers.linear(qkv, x);
                q = Nums.columns(joined, 0, width);
                k = Nums.columns(joined, width, width + keyWidth);
                v = Nums.columns(joined, width + keyWidth, width + 2 * keyWidth);
            }
            case Layer.Projection.Split(Layer.Linear ql, Layer.Linear kl, Layer.Linear vl) -> {
                q = layers.linear(ql, x);
                k = layers.linear(kl, keys);
                v = layers.linear(vl, keys);
            }
        }
        Num[][] mixed = new Num[x.length][width];
        double[][][] pattern = new double[attention.heads()][][];
        Look look = Look.of(attention.heads());
        for (int head = 0; head < attention.heads(); head++) {
            int group = head / (attention.heads() / attention.kvHeads());
            Num[][] weights = weights(
                    attention,
                    head,
                    Nums.columns(q, head * size, (head + 1) * size),
                    Nums.columns(k, group * size, (group + 1) * size),
                    look);
            pattern[head] = Nums.values(weights);
            look.values()[head] = Nums.values(Nums.columns(v, group * size, (group + 1) * size));
            Num[][] values = Nums.transposed(Nums.columns(v, group * size, (group + 1) * size));
            Num[][] out = Nums.timesTransposed(dropping.drop(weights, attention.dropout()), values);
            look.mixed()[head] = Nums.values(out);
            for (int t = 0; t < x.length; t++) {
                System.arraycopy(out[t], 0, mixed[t], head * size, size);
            }
        }
        patterns.add(pattern);
        looks.add(look);
        return layers.linear(attention.output(), mixed);
    }

    private static Num[][] weights(Layer.Attention attention, int head, Num[][] q, Num[][] k, Look look) {
        Num[][] queries = q;
        Num[][] keys = k;
        if (attention.relative() instanceof Layer.Relative.Rotary(double base)) {
            queries = rotate(q, base);
            keys = rotate(k, base);
        }
        look.queries()[head] = Nums.values(queries);
        look.keys()[head] = Nums.values(keys);
        look.scores()[head] = new double[q.length][k.length];
        double slope = attention.relative() instanceof Layer.Relative.Alibi ? Alibi.slopes(attention.heads())[head] : 0;
        double scale = attention.scale() == ScoreScale.SCALED ? 1 / Math.sqrt(attention.headDim()) : 1;
        Num[][] pattern = new Num[q.length][];
        for (int i = 0; i < q.length; i++) {
            java.util.Arrays.fill(look.scores()[head][i], Double.NEGATIVE_INFINITY);
            // Softmax over the allowed keys alone: the others have the weight 0.
            List<Integer> allowed = new ArrayList<>();
            List<Num> scores = new ArrayList<>();
            for (int j = 0; j < k.length; j++) {
                if (attention.mask().allows(i, j)) {
                    allowed.add(j);
                    Num score = Nums.dot(queries[i], keys[j]).times(scale).plus(-slope * Math.abs(i - j));
                    scores.add(score);
                    look.scores()[head][i][j] = score.value();
                }
            }
            Num[] soft = Nums.softmax(scores.toArray(Num[]::new));
            pattern[i] = new Num[k.length];
            java.util.Arrays.fill(pattern[i], Num.constant(0));
            for (int n = 0; n < soft.length; n++) {
                pattern[i][allowed.get(n)] = soft[n];
            }
        }
        return pattern;
    }

    private static Num[][] rotate(Num[][] x, double base) {
        int half = x[0].length / 2;
        Num[][] out = new Num[x.length][2 * half];
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < half; i++) {
                double angle = t * Math.pow(base, -(double) i / half);
                Num a = x[t][i];
                Num b = x[t][i + half];
                out[t][i] = a.times(Math.cos(angle)).minus(b.times(Math.sin(angle)));
                out[t][i + half] = b.times(Math.cos(angle)).plus(a.times(Math.sin(angle)));
            }
        }
        return out;
    }
}
