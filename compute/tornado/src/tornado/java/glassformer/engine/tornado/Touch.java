package glassformer.engine.tornado;

import glassformer.engine.kernels.Parallel;

/// A kernel that leaves an array as it is.
public final class Touch {
    private Touch() {}

    public static void touched(float[] x) {
        for (@Parallel int i = 0; i < 1; i++) {
            x[i] = x[i] + 0;
        }
    }
}
