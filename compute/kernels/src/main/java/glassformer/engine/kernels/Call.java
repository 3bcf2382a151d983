package glassformer.engine.kernels;

import java.util.List;

/// A kernel with what it works on. Kernels have no numbers as parameters but read them from arrays, so that a device
/// compiles each of them once for all layers and sizes. They are made beside the kernels, by methods that name what
/// these read.
///
/// @param floats  arrays of numbers, in the kernel's order
/// @param ints    arrays of whole numbers
/// @param places  whole numbers of this call alone: the first pass of the kernel's loop, behind the last, and what else
///                it reads
/// @param factors other numbers of this call alone
public record Call(Kernel kernel, List<Floats> floats, List<Ints> ints, int[] places, float[] factors) {
    public Call {
        floats = List.copyOf(floats);
        ints = List.copyOf(ints);
    }

    /// How many passes the loop has.
    public int span() {
        return places[1] - places[0];
    }

    /// The same for some of the passes.
    Call part(int from, int to) {
        int[] own = places.clone();
        own[0] = from;
        own[1] = to;
        return new Call(kernel, floats, ints, own, factors);
    }

    public float[] f(int i) {
        return floats.get(i).array();
    }

    public int[] n(int i) {
        return ints.get(i).array();
    }

    /// Runs it as plain Java.
    void run() {
        switch (kernel) {
            case PRODUCT -> Products.multiplied(f(0), f(1), f(2), f(3), places);
            case TRANSPOSE -> Products.transposed(f(0), f(1), places);
            case COLUMN_SUMS -> Products.columnSums(f(0), f(1), places);
            case GATHER -> Tables.gathered(f(0), f(1), n(0), places);
            case SCATTER -> Tables.scattered(f(0), f(1), n(0), places);
            case NORM -> Norms.normed(f(0), f(1), places, factors);
            case NORM_BACK -> Norms.normedBack(f(0), f(1), f(2), places);
            case NORM_WEIGHTS_BACK -> Norms.normedWeightsBack(f(0), f(1), f(2), places);
            case TURN -> Vectors.turned(f(0), f(1), f(2), n(0), places);
            case POOL -> Vectors.pooled(f(0), n(0), places);
            case POOL_BACK -> Vectors.pooledBack(f(0), n(0), places);
            case STORE -> Tables.stored(f(0), f(1), n(0), places);
            case SCALE -> Elements.scaled(f(0), f(1), places, factors);
            case ADD -> Elements.added(f(0), f(1), f(2), places);
            case DROP -> Elements.dropped(f(0), f(1), n(0), places, factors);
            case ACTIVATE -> Elements.activated(f(0), f(1), places);
            case ACTIVATE_BACK -> Elements.activatedBack(f(0), f(1), f(2), places);
            case GATE -> Elements.gated(f(0), f(1), f(2), places);
            case GATE_BACK -> Elements.gatedBack(f(0), f(1), places);
            case ATTEND -> Softmaxes.attended(f(0), f(1), n(0), places, factors);
            case ATTEND_BACK -> Softmaxes.attendedBack(f(0), f(1), places, factors);
            case CROSS_ENTROPY -> Softmaxes.crossEntropies(f(0), f(1), f(2), n(0), places);
            case SQUARED_ERROR -> Softmaxes.squaredErrors(f(0), f(1), f(2), places);
            case TOTAL -> Softmaxes.totals(f(0), f(1), places);
            case CLEAR -> Updates.cleared(f(0), n(0), places);
            case MEASURE -> Updates.measured(f(0), f(1), f(2), n(0), places);
            case CHANGE -> Updates.changed(f(0), f(1), f(2), f(3), f(4), n(0), f(5), f(6), n(1), places);
        }
    }
}
