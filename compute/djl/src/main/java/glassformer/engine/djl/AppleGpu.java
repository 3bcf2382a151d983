package glassformer.engine.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;

/// Apple's GPUs through Metal (MPS). Offered only where PyTorch multiplies two matrices on one and finds what the CPU
/// does.
final class AppleGpu {
    static final Device DEVICE = Device.of("mps", -1);

    private static final float[] MATRIX = {1, 2, 3, 4};
    private static final float[] SQUARE = {7, 10, 15, 22};

    private AppleGpu() {}

    static boolean computes(NDManager root) {
        if (!System.getProperty("os.name").startsWith("Mac")
                || !System.getProperty("os.arch").equals("aarch64")) {
            return false;
        }
        try (NDManager manager = root.newSubManager(DEVICE);
                NDArray matrix = manager.create(MATRIX).reshape(2, 2);
                NDArray square = matrix.matMul(matrix)) {
            return Arrays.equals(square.toFloatArray(), SQUARE);
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }
}
