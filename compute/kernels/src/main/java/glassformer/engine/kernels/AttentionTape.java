package glassformer.engine.kernels;

import glassformer.blueprint.Alibi;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import glassformer.blueprint.ScoreScale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes down attention: scores and mixtures are products over all heads, with the weights between them, which stay
/// for the way back and for whoever looks.
final class AttentionTape {
    private final Tape tape;
    private final int context;
    private final List<Look> looks = new ArrayList<>();
    private final Map<String, Integer> turns = new HashMap<>();
    private final Map<Integer, Integer> slopes = new HashMap<>();

    /// @param context the most tokens of a text
    AttentionTape(Tape tape, int context) {
        this.tape = tape;
        this.context = context;
    }

    /// Queries, keys or values of all heads, as columns among others.
    ///
    /// @param whole  what they are columns of
    /// @param offset where they begin in a row
    record Part(Value whole, int offset, int heads, int size) {
        static Part of(Value whole, int heads) {
            return new Part(whole, 0, heads, whole.columns() / heads);
        }

        int at() {
            return whole.at() + offset;
        }

        boolean isWhole() {
            return heads * size == whole.columns();
        }

        Side side(Floats array, int length, int group) {
            int step = whole.columns();
            return new Side(array, at(), step, 1, length * step, size, group);
        }
    }

    /// Where keys and values lie that do not come from this run alone, a row a token.
    ///
    /// @param grows whether the tokens of this run are added, else they were there before
    record Cache(Floats array, int keysAt, int valuesAt, int rows, boolean grows) {}

    /// @param pattern the weights, `(B H T, S)`
    record Look(Layer.Attention attention, Part queries, Part keys, Part values, Value pattern, Value mixed) {}

    /// What an attention reads.
    ///
    /// @param texts     B
    /// @param length    T
    /// @param source    what keys and values are made of
    /// @param keys      S
    /// @param lengthsAt where inputs have how many keys are real; -1 where all are
    record Reads(
            int texts,
            int length,
            Value source,
            int keys,
            int lengthsAt,
            @Nullable Cache cache) {}

    List<Look> looks() {
        return looks;
    }

    Value attention(Layer.Attention a, Value x, Reads reads) {
        Cache cache = reads.cache();
        int width = a.heads() * a.headDim();
        int keyWidth = a.kvHeads() * a.headDim();
        Part queries;
        Part keys;
        Part values;
        switch (a.projection()) {
            case Layer.Projection.Fused(Layer.Linear qkv) -> {
                Value all = tape.linear(qkv, x);
                queries = new Part(all, 0, a.heads(), a.headDim());
                keys = new Part(all, width, a.kvHeads(), a.headDim());
                values = new Part(all, width + keyWidth, a.kvHeads(), a.headDim());
            }
            case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) -> {
                queries = Part.of(tape.linear(q, x), a.heads());
                boolean known = cache != null && !cache.grows();
                keys = known ? queries : Part.of(tape.linear(k, reads.source()), a.kvHeads());
                values = known ? queries : Part.of(tape.linear(v, reads.source()), a.kvHeads());
            }
        }
        return tape.linear(a.output(), mixed(a, turned(a, queries, reads), turned(a, keys, reads), values, reads));
    }

    private Value mixed(Layer.Attention a, Part q, Part k, Part v, Reads reads) {
        int heads = a.heads();
        int size = a.headDim();
        int rows = reads.length();
        int keys = reads.keys();
        int z = reads.texts() * heads;
        int kvZ = reads.texts() * a.kvHeads();
        int group = heads / a.kvHeads();
        Side keySide = side(k, reads, true, group);
        Side valueSide = side(v, reads, false, group);
        Value pattern = tape.value(z * rows, keys);
        tape.product(
                q.side(tape.values, rows, 1),
                tape.transposed(keySide, a.kvHeads(), keys, size, kvZ),
                square(tape.values, pattern, heads, rows),
                heads,
                rows,
                keys,
                size,
                z,
                -1,
                0);
        float scale = a.scale() == ScoreScale.SCALED ? (float) (1 / Math.sqrt(size)) : 1;
        tape.call(Softmaxes.attend(
                tape.values,
                tape.constants,
                tape.inputs,
                pattern.at(),
                a.relative() instanceof Layer.Relative.Alibi ? slopes(heads) : -1,
                reads.lengthsAt(),
                Slots.START,
                rows,
                keys,
                heads,
                z,
                scale,
                mask(a.mask())));
        tape.back(pattern, () -> {
            tape.call(Softmaxes.attendBack(tape.values, tape.slopes, pattern.at(), pattern.at(), rows, keys, z, scale));
            Side dScores = square(tape.slopes, pattern, heads, rows);
            int adds = adding(q);
            tape.product(dScores, keySide, q.side(tape.slopes, rows, 1), heads, rows, size, keys, z, -1, adds);
            // A head of keys serves several of queries: their slopes add up.
            grouped(dScores, q.side(tape.values, rows, 1), k, keys, rows, reads, group);
        });
        Value kept = tape.dropped(pattern, a.dropout(), 1);
        Value mixed = tape.value(reads.texts() * rows, heads * size);
        Part result = Part.of(mixed, heads);
        tape.product(
                square(tape.values, kept, heads, rows),
                valueSide,
                result.side(tape.values, rows, 1),
                heads,
                rows,
                size,
                keys,
                z,
                -1,
                0);
        tape.back(mixed, () -> {
            Side dMixed = result.side(tape.slopes, rows, 1);
            tape.product(
                    dMixed,
                    tape.transposed(valueSide, a.kvHeads(), keys, size, kvZ),
                    square(tape.slopes, kept, heads, rows),
                    heads,
                    rows,
                    keys,
                    size,
                    z,
                    -1,
                    tape.adding(kept));
            grouped(square(tape.values, kept, heads, rows), dMixed, v, keys, rows, reads, group);
        });
        looks.add(new Look(a, q, k, v, pattern, mixed));
        return mixed;
    }

    /// The slopes of keys or values: for each of their heads the sum over its queries' heads of `A^T B`.
    private void grouped(Side a, Side b, Part of, int keys, int rows, Reads reads, int group) {
        int adds = adding(of);
        Side target = of.side(tape.slopes, keys, 1);
        for (int i = 0; i < group; i++) {
            Side one = new Side(a.array(), a.at() + i * a.head(), 1, a.step(), a.text(), group * a.head(), 1);
            Side other = new Side(b.array(), b.at() + i * b.head(), b.step(), 1, b.text(), group * b.head(), 1);
            int z = reads.texts() * of.heads();
            tape.product(one, other, target, of.heads(), keys, of.size(), rows, z, -1, i == 0 ? adds : 1);
        }
    }

    /// Each column among others is begun once, though what they are columns of has begun before.
    private int adding(Part part) {
        int adds = tape.adding(part.whole());
        return part.isWhole() ? adds : 0;
    }

    private static Side square(Floats array, Value pattern, int heads, int rows) {
        int matrix = rows * pattern.columns();
        return new Side(array, pattern.at(), pattern.columns(), 1, heads * matrix, matrix, 1);
    }

    private Side side(Part part, Reads reads, boolean isKeys, int group) {
        Cache cache = reads.cache();
        if (cache == null) {
            return part.side(tape.values, reads.keys(), group);
        }
        int width = part.heads() * part.size();
        int at = isKeys ? cache.keysAt() : cache.valuesAt();
        if (cache.grows()) {
            tape.call(Tables.store(
                    tape.values,
                    cache.array(),
                    tape.inputs,
                    part.at(),
                    part.whole().columns(),
                    at,
                    Slots.START,
                    width,
                    reads.length()));
        }
        return new Side(cache.array(), at, width, 1, cache.rows() * width, part.size(), group);
    }

    private Part turned(Layer.Attention a, Part x, Reads reads) {
        if (!(a.relative() instanceof Layer.Relative.Rotary(double base))) {
            return x;
        }
        int rows = reads.texts() * reads.length();
        int pairs = x.size() / 2;
        int turnsAt = turns(base, pairs);
        Value y = tape.value(rows, x.heads() * x.size());
        int step = x.whole().columns();
        tape.call(Vectors.turn(
                tape.values,
                tape.values,
                tape.constants,
                tape.inputs,
                x.at(),
                step,
                y.at(),
                y.columns(),
                x.heads(),
                pairs,
                turnsAt,
                Slots.START,
                reads.length(),
                context,
                1,
                0,
                rows));
        tape.back(
                y,
                () -> tape.call(Vectors.turn(
                        tape.slopes,
                        tape.slopes,
                        tape.constants,
                        tape.inputs,
                        y.at(),
                        y.columns(),
                        x.at(),
                        step,
                        x.heads(),
                        pairs,
                        turnsAt,
                        Slots.START,
                        reads.length(),
                        context,
                        -1,
                        adding(x),
                        rows)));
        return Part.of(y, x.heads());
    }

    private int turns(double base, int pairs) {
        return turns.computeIfAbsent(base + "/" + pairs, key -> {
            float[] table = new float[context * pairs * 2];
            for (int t = 0; t < context; t++) {
                for (int i = 0; i < pairs; i++) {
                    double angle = t * Math.pow(base, -(double) i / pairs);
                    table[(t * pairs + i) * 2] = (float) Math.cos(angle);
                    table[(t * pairs + i) * 2 + 1] = (float) Math.sin(angle);
                }
            }
            return tape.constants(table);
        });
    }

    private int slopes(int heads) {
        return slopes.computeIfAbsent(heads, count -> {
            double[] wide = Alibi.slopes(count);
            float[] narrow = new float[count];
            for (int i = 0; i < count; i++) {
                narrow[i] = (float) wide[i];
            }
            return tape.constants(narrow);
        });
    }

    private static int mask(Mask mask) {
        return switch (mask) {
            case Mask.Full full -> Softmaxes.FULL;
            case Mask.Causal causal -> Softmaxes.CAUSAL;
            case Mask.SlidingWindow(int window) -> window + 1;
        };
    }
}
