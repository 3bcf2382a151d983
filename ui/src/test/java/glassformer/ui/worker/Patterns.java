package glassformer.ui.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Attention patterns for tests.
public final class Patterns {
    private Patterns() {}

    /// `(H, T, T)`: each query looks evenly at every key up to itself.
    public static float[] even(int heads, int tokens) {
        var values = new float[heads * tokens * tokens];
        for (int h = 0; h < heads; h++) {
            for (int q = 0; q < tokens; q++) {
                for (int k = 0; k <= q; k++) values[(h * tokens + q) * tokens + k] = 1f / (q + 1);
            }
        }
        return values;
    }

    public static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
