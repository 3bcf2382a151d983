package glassformer.engine.kernels;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.Weight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Writes down kernel calls as a model is walked through, and how to get the slopes back, in reverse.
final class Tape {
    final Floats values = new Floats("values", Transfer.NEVER, 1);
    final Floats slopes = new Floats("slopes", Transfer.NEVER, 1);
    /// What is needed for two calls in a row only.
    final Floats scratch = new Floats("scratch", Transfer.NEVER, 1);

    final Floats constants = new Floats("constants", Transfer.ONCE, 1);
    final Ints table = new Ints("table", Transfer.ONCE);
    final Ints inputs = new Ints("inputs", Transfer.EACH);
    final Floats weights;
    final Floats gradient;

    private final Layout layout;
    private final boolean trains;
    private final Predicate<Weight> trained;
    private final List<Call> calls = new ArrayList<>();
    private final Deque<Runnable> back = new ArrayDeque<>();
    private final Set<Value> begun = new HashSet<>();
    private int[] entries = new int[1024];
    private int entryCount;
    private float[] numbers = new float[1024];
    private int numberCount;
    private int size;
    private int scratchSize;
    private int streams;

    /// @param trains whether slopes are wanted
    Tape(Layout layout, Floats weights, Floats gradient, boolean trains, Predicate<Weight> trained) {
        this.layout = layout;
        this.weights = weights;
        this.gradient = gradient;
        this.trains = trains;
        this.trained = trained;
    }

    boolean trains() {
        return trains;
    }

    Value value(int rows, int columns) {
        Value value = new Value(size, rows, columns);
        size = Math.addExact(size, Math.multiplyExact(rows, columns));
        return value;
    }

    void call(Call call) {
        calls.add(call);
    }

    /// What to do on the way back for a result, where it has a slope.
    void back(Value result, Runnable how) {
        if (trains) {
            back.push(() -> {
                if (begun.contains(result)) {
                    how.run();
                }
            });
        }
    }

    /// Whether to add to a value's slope, 1, or begin it, 0.
    int adding(Value value) {
        return begun.add(value) ? 0 : 1;
    }

    void rewind() {
        while (!back.isEmpty()) {
            back.pop().run();
        }
    }

    int entries(int... more) {
        int at = entryCount;
        if (at + more.length > entries.length) {
            entries = Arrays.copyOf(entries, 2 * (at + more.length));
        }
        System.arraycopy(more, 0, entries, at, more.length);
        entryCount += more.length;
        return at;
    }

    int constants(float... more) {
        int at = numberCount;
        if (at + more.length > numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * (at + more.length));
        }
        System.arraycopy(more, 0, numbers, at, more.length);
        numberCount += more.length;
        return at;
    }

    List<Call> finish(int wholes) {
        values.fill(new float[size]);
        slopes.fill(new float[trains ? size : 1]);
        scratch.fill(new float[scratchSize]);
        constants.fill(Arrays.copyOf(numbers, numberCount));
        table.fill(Arrays.copyOf(entries, entryCount));
        inputs.fill(new int[wholes]);
        return calls;
    }

    int stream() {
        return ++streams;
    }

    int at(Weight weight) {
        return layout.at(weight);
    }

    boolean isTrained(Weight weight) {
        return trained.test(weight);
    }

    /// `C = A B`, for each of `z / heads` texts and each head.
    void product(Side a, Side b, Side c, int heads, int m, int n, int k, int z, int biasAt, int add) {
        call(Products.product(a, b, c, weights, heads, m, n, k, z, biasAt, add));
    }

    /// The transposed of a matrix of `rows` x `columns` in scratch, for each of `z / heads` texts and each head.
    Side transposed(Side x, int heads, int rows, int columns, int z) {
        scratchSize = Math.max(scratchSize, Math.multiplyExact(z, Math.multiplyExact(rows, columns)));
        call(Products.transpose(x, scratch, heads, rows, columns, z));
        int matrix = rows * columns;
        return new Side(scratch, 0, rows, 1, heads * matrix, matrix, x.group());
    }

    Value linear(Layer.Linear linear, Value x) {
        Value y = product(linear, x);
        Layer.LowRank adapter = linear.adapter();
        if (adapter == null) {
            return y;
        }
        Value low = product(plain(linear.in(), adapter.rank(), adapter.down()), x);
        Value change = product(plain(adapter.rank(), linear.out(), adapter.up()), low);
        return plus(y, change, (float) (adapter.alpha() / adapter.rank()));
    }

    private static Layer.Linear plain(int in, int out, Weight weight) {
        return new Layer.Linear(in, out, weight, null, Layer.Layout.OUT_IN);
    }

    private Value product(Layer.Linear linear, Value x) {
        int in = linear.in();
        int out = linear.out();
        boolean inFirst = linear.layout() == Layer.Layout.IN_OUT;
        int at = at(linear.weight());
        Side stored = Side.of(weights, at, inFirst ? out : in);
        Weight bias = linear.bias();
        Value y = value(x.rows(), out);
        product(
                Side.of(values, x.at(), in),
                inFirst ? stored : transposed(stored, 1, out, in, 1),
                Side.of(values, y.at(), out),
                1,
                x.rows(),
                out,
                in,
                1,
                bias == null ? -1 : at(bias),
                0);
        back(y, () -> {
            Side dy = Side.of(slopes, y.at(), out);
            if (isTrained(linear.weight())) {
                Side input = Side.of(values, x.at(), in);
                Side target = Side.of(gradient, at, inFirst ? out : in);
                if (inFirst) {
                    product(input.transposed(), dy, target, 1, in, out, x.rows(), 1, -1, 1);
                } else {
                    product(dy.transposed(), input, target, 1, out, in, x.rows(), 1, -1, 1);
                }
            }
            if (bias != null && isTrained(bias)) {
                call(Products.sumColumns(slopes, gradient, y.at(), at(bias), y.rows(), out));
            }
            product(
                    dy,
                    inFirst ? transposed(stored, 1, in, out, 1) : stored,
                    Side.of(slopes, x.at(), in),
                    1,
                    x.rows(),
                    in,
                    out,
                    1,
                    -1,
                    adding(x));
        });
        return y;
    }

    /// `a + factor b`
    Value plus(Value a, Value b, float factor) {
        Value y = value(a.rows(), a.columns());
        if (factor == 1) {
            call(Elements.add(values, values, values, a.at(), b.at(), y.at(), y.size()));
        } else {
            call(Elements.scale(values, values, a.at(), y.at(), 1, 0, y.size()));
            call(Elements.scale(values, values, b.at(), y.at(), factor, 1, y.size()));
        }
        back(y, () -> {
            call(Elements.scale(slopes, slopes, y.at(), a.at(), 1, adding(a), y.size()));
            call(Elements.scale(slopes, slopes, y.at(), b.at(), factor, adding(b), y.size()));
        });
        return y;
    }

    Value scaled(Value x, float factor) {
        Value y = value(x.rows(), x.columns());
        call(Elements.scale(values, values, x.at(), y.at(), factor, 0, y.size()));
        back(y, () -> call(Elements.scale(slopes, slopes, y.at(), x.at(), factor, adding(x), y.size())));
        return y;
    }

    /// @param together how many values share a decision
    Value dropped(Value x, double probability, int together) {
        if (!trains || probability == 0) {
            return x;
        }
        Value y = value(x.rows(), x.columns());
        int stream = stream();
        float p = (float) probability;
        call(Elements.drop(values, values, inputs, x.at(), y.at(), p, together, stream, Slots.DROPS, 0, y.size()));
        back(
                y,
                () -> call(Elements.drop(
                        slopes,
                        slopes,
                        inputs,
                        y.at(),
                        x.at(),
                        p,
                        together,
                        stream,
                        Slots.DROPS,
                        adding(x),
                        y.size())));
        return y;
    }

    Value norm(Layer.Norm norm, Value x) {
        Value y = value(x.rows(), x.columns());
        Value kept = value(x.rows(), 2);
        int centred = norm.kind() == NormKind.LAYER_NORM ? 1 : 0;
        int scaleAt = at(norm.scale());
        Weight shift = norm.shift();
        call(Norms.norm(
                values,
                weights,
                x.at(),
                y.at(),
                scaleAt,
                shift == null ? -1 : at(shift),
                kept.at(),
                x.columns(),
                (float) norm.epsilon(),
                centred,
                x.rows()));
        back(y, () -> {
            if (isTrained(norm.scale()) || shift != null && isTrained(shift)) {
                call(Norms.normWeightsBack(
                        values,
                        slopes,
                        gradient,
                        x.at(),
                        y.at(),
                        scaleAt,
                        shift == null ? -1 : at(shift),
                        kept.at(),
                        x.rows(),
                        x.columns()));
            }
            call(Norms.normBack(
                    values,
                    slopes,
                    weights,
                    x.at(),
                    y.at(),
                    scaleAt,
                    kept.at(),
                    x.columns(),
                    centred,
                    adding(x),
                    x.rows()));
        });
        return y;
    }

    Value activated(Activation activation, Value x) {
        int kind = kind(activation);
        Value y = value(x.rows(), x.columns());
        call(Elements.activate(values, values, x.at(), y.at(), kind, y.size()));
        back(
                y,
                () -> call(Elements.activateBack(
                        values, slopes, slopes, x.at(), y.at(), x.at(), kind, adding(x), y.size())));
        return y;
    }

    /// Both are used by nothing else.
    Value gated(Activation activation, Value gate, Value up) {
        int kind = kind(activation);
        Value y = value(up.rows(), up.columns());
        call(Elements.gate(values, values, values, gate.at(), up.at(), y.at(), kind, y.size()));
        back(y, () -> {
            adding(gate);
            adding(up);
            call(Elements.gateBack(values, slopes, gate.at(), up.at(), y.at(), kind, y.size()));
        });
        return y;
    }

    private static int kind(Activation activation) {
        return switch (activation) {
            case GELU -> Elements.GELU;
            case GELU_TANH -> Elements.GELU_TANH;
            case RELU -> Elements.RELU;
            case SILU, SWIGLU -> Elements.SILU;
            case TANH -> Elements.TANH;
        };
    }
}
