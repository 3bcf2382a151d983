package glassformer.engine.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import glassformer.engine.Throughput;
import glassformer.engine.TimedTurns;

/// Times a matrix product and a sum of large arrays. A GPU computes behind the caller's back: one number of the result
/// is read, which waits.
final class ThroughputTrial {
    private static final int CPU_SIZE = 1024;
    private static final int GPU_SIZE = 4096;
    private static final long FLOATS = 16L << 20;

    private ThroughputTrial() {}

    static Throughput on(NDManager root, Device device) {
        try (NDManager manager = root.newSubManager(device)) {
            return new Throughput(gigaflops(manager, device.isGpu() ? GPU_SIZE : CPU_SIZE), gigabytes(manager));
        }
    }

    private static double gigaflops(NDManager manager, int size) {
        NDArray left = manager.randomUniform(-1, 1, new Shape(size, size));
        NDArray right = manager.randomUniform(-1, 1, new Shape(size, size));
        try (left;
                right) {
            double operations = 2.0 * size * size * size;
            return operations / seconds(() -> left.matMul(right)) / 1e9;
        }
    }

    /// Two arrays are read, one of them is written.
    private static double gigabytes(NDManager manager) {
        NDArray sum = manager.zeros(new Shape(FLOATS), DataType.FLOAT32);
        NDArray added = manager.ones(new Shape(FLOATS), DataType.FLOAT32);
        try (sum;
                added) {
            double bytes = 3.0 * FLOATS * Float.BYTES;
            return bytes / seconds(() -> sum.addi(added)) / 1e9;
        }
    }

    private interface Work {
        NDArray result();
    }

    private static double seconds(Work work) {
        return TimedTurns.seconds(repeats -> timed(work, repeats));
    }

    private static double timed(Work work, int repeats) {
        long began = System.nanoTime();
        for (int i = 1; i < repeats; i++) {
            keepOrClose(work.result());
        }
        NDArray last = work.result();
        wait(last);
        double seconds = (System.nanoTime() - began) / 1e9;
        keepOrClose(last);
        return seconds;
    }

    /// A sum in place is one of the operands.
    private static void keepOrClose(NDArray result) {
        if (result.getShape().dimension() > 1) {
            result.close();
        }
    }

    private static void wait(NDArray result) {
        try (NDArray flat = result.flatten();
                NDArray first = flat.get("0:1")) {
            if (Float.isNaN(first.toFloatArray()[0])) {
                throw new IllegalStateException("a sum of finite numbers is none");
            }
        }
    }
}
