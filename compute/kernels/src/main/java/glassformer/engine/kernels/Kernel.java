package glassformer.engine.kernels;

import glassformer.blueprint.Named;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a device can be asked to do. An executor is an exhaustive switch over these.
public enum Kernel implements Named {
    /// [Products#multiplied]
    PRODUCT(Products.class, "multiplied"),
    /// [Products#transposed]
    TRANSPOSE(Products.class, "transposed"),
    /// [Products#columnSums]
    COLUMN_SUMS(Products.class, "columnSums"),
    /// [Tables#gathered]
    GATHER(Tables.class, "gathered"),
    /// [Tables#scattered]
    SCATTER(Tables.class, "scattered"),
    /// [Norms#normed]
    NORM(Norms.class, "normed"),
    /// [Norms#normedBack]
    NORM_BACK(Norms.class, "normedBack"),
    /// [Norms#normedWeightsBack]
    NORM_WEIGHTS_BACK(Norms.class, "normedWeightsBack"),
    /// [Vectors#turned]
    TURN(Vectors.class, "turned"),
    /// [Vectors#pooled]
    POOL(Vectors.class, "pooled"),
    /// [Vectors#pooledBack]
    POOL_BACK(Vectors.class, "pooledBack"),
    /// [Tables#stored]
    STORE(Tables.class, "stored"),
    /// [Elements#scaled]
    SCALE(Elements.class, "scaled"),
    /// [Elements#added]
    ADD(Elements.class, "added"),
    /// [Elements#dropped]
    DROP(Elements.class, "dropped"),
    /// [Elements#activated]
    ACTIVATE(Elements.class, "activated"),
    /// [Elements#activatedBack]
    ACTIVATE_BACK(Elements.class, "activatedBack"),
    /// [Elements#gated]
    GATE(Elements.class, "gated"),
    /// [Elements#gatedBack]
    GATE_BACK(Elements.class, "gatedBack"),
    /// [Softmaxes#attended]
    ATTEND(Softmaxes.class, "attended"),
    /// [Softmaxes#attendedBack]
    ATTEND_BACK(Softmaxes.class, "attendedBack"),
    /// [Softmaxes#crossEntropies]
    CROSS_ENTROPY(Softmaxes.class, "crossEntropies"),
    /// [Softmaxes#squaredErrors]
    SQUARED_ERROR(Softmaxes.class, "squaredErrors"),
    /// [Softmaxes#totals]
    TOTAL(Softmaxes.class, "totals"),
    /// [Updates#cleared]
    CLEAR(Updates.class, "cleared"),
    /// [Updates#measured]
    MEASURE(Updates.class, "measured"),
    /// [Updates#changed]
    CHANGE(Updates.class, "changed");

    /// More than any kernel reads.
    private static final int MOST_PLACES = 64;

    private final Class<?> type;
    private final String method;

    Kernel(Class<?> type, String method) {
        this.type = type;
        this.method = method;
    }

    /// As a person names it: `norm-back`.
    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The class that has it.
    Class<?> type() {
        return type;
    }

    /// The name of its method, which is also that of what a device runs.
    public String method() {
        return method;
    }

    /// A call that computes nothing: its loop has no passes, so it may read arrays of any size. Enough to compile it.
    public Call empty() {
        List<Class<?>> parameters = parameters();
        int places = parameters.lastIndexOf(int[].class);
        return new Call(
                this,
                parameters.subList(0, places).stream()
                        .filter(float[].class::equals)
                        .map(parameter -> new Floats("f", Transfer.EACH, 1))
                        .toList(),
                parameters.subList(0, places).stream()
                        .filter(int[].class::equals)
                        .map(parameter -> new Ints("n", Transfer.EACH))
                        .toList(),
                new int[MOST_PLACES],
                parameters.size() > places + 1 ? new float[MOST_PLACES] : new float[] {});
    }

    private List<Class<?>> parameters() {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .map(Method::getParameterTypes)
                .map(List::of)
                .findFirst()
                .orElseThrow();
    }
}
