package glassformer.blueprint;

import glassformer.BadInputException;

/// Checks that sizes fit each other, shared by the configurations.
final class Sizes {
    private Sizes() {}

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new BadInputException(message);
        }
    }

    static void check(int vocabSize, int heads, int dim, PositionKind position) {
        require(vocabSize >= 2, "vocabSize is " + vocabSize + ", but must be at least 2.");
        require(
                dim % heads == 0,
                "model.heads is " + heads + ", but must divide model.dim, which is " + dim + ": try "
                        + nearestDivisor(dim, heads) + ".");
        require(
                position != PositionKind.ROTARY || dim / heads % 2 == 0,
                "model.position is rotary, which needs an even head size, but model.dim / model.heads is " + dim / heads
                        + ".");
        require(
                position != PositionKind.SINUSOIDAL || dim % 2 == 0,
                "model.position is sinusoidal, which needs an even model.dim, but it is " + dim + ".");
    }

    /// 4 dim, or 8/3 dim rounded up to a multiple of 8 for SwiGLU.
    static int customaryFfnDim(int dim, Activation activation) {
        return activation == Activation.SWIGLU ? (dim * 8 / 3 + 7) / 8 * 8 : 4 * dim;
    }

    static int nearestDivisor(int number, int wanted) {
        for (int distance = 0; ; distance++) {
            if (wanted - distance > 0 && number % (wanted - distance) == 0) {
                return wanted - distance;
            }
            if (wanted + distance <= number && number % (wanted + distance) == 0) {
                return wanted + distance;
            }
        }
    }
}
