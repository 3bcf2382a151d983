package glassformer.engine.djl;

import ai.djl.ndarray.NDArray;
import glassformer.engine.TrainedValues;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// Tensors on a device, in the order of the gradients and the engine's layout.
///
/// @param release what becomes of the arrays in the end
record DeviceValues(List<NDArray> arrays, Runnable release) implements TrainedValues {
    @Override
    public void copyTo(MemorySegment target) {
        long at = 0;
        for (NDArray array : arrays) {
            float[] values = array.toFloatArray();
            MemorySegment.copy(values, 0, target, ValueLayout.JAVA_FLOAT_UNALIGNED, at, values.length);
            at += (long) values.length * Float.BYTES;
        }
    }

    @Override
    public void close() {
        release.run();
    }
}
