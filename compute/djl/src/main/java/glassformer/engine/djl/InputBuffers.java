package glassformer.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The memory that a session's small arguments are written into, kept from call to call. DJL would take new memory
/// outside Java's heap for each, which goes back only at a garbage collection: over thousands of steps such crumbs
/// scatter the native heap, and the process grows.
///
/// An array made here reads this memory itself, so it is good until the next [#rewind].
final class InputBuffers {
    private static final int SMALLEST = 64; // bytes

    private final List<ByteBuffer> buffers = new ArrayList<>();
    private int used;

    /// Begins a new call: what was made before is not read any more.
    InputBuffers rewind() {
        used = 0;
        return this;
    }

    NDArray longs(NDManager scope, int[] values, Shape shape) {
        ByteBuffer buffer = next(values.length * Long.BYTES);
        for (int value : values) {
            buffer.putLong(value);
        }
        return scope.create(buffer.flip(), shape, DataType.INT64);
    }

    NDArray floats(NDManager scope, float[] values) {
        ByteBuffer buffer = next(values.length * Float.BYTES);
        buffer.asFloatBuffer().put(values);
        return scope.create(buffer.limit(values.length * Float.BYTES), new Shape(values.length), DataType.FLOAT32);
    }

    NDArray doubles(NDManager scope, double... values) {
        ByteBuffer buffer = next(values.length * Double.BYTES);
        buffer.asDoubleBuffer().put(values);
        return scope.create(buffer.limit(values.length * Double.BYTES), new Shape(values.length), DataType.FLOAT64);
    }

    private ByteBuffer next(int bytes) {
        if (used == buffers.size()) {
            buffers.add(ByteBuffer.allocateDirect(0));
        }
        ByteBuffer buffer = buffers.get(used);
        if (buffer.capacity() < bytes) {
            int size = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, bytes - 1)) * 2);
            buffer = ByteBuffer.allocateDirect(size);
            buffers.set(used, buffer);
        }
        used++;
        return buffer.duplicate().order(ByteOrder.nativeOrder()).clear();
    }
}
