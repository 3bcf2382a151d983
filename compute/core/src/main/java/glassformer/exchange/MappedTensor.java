package glassformer.exchange;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A tensor that stays in its file, which is mapped into memory: the system reads and forgets its pages, none of it
// lies
/// on Java's heap. Values are F32, F16 or BF16 and read as float32. Safe for use by several threads.
public final class MappedTensor {
    private final List<Integer> shape;
    private final DType type;
    private final MemorySegment values;

    MappedTensor(List<Integer> shape, DType type, MemorySegment values) {
        this.shape = List.copyOf(shape);
        this.type = type;
        this.values = values;
    }

    public List<Integer> shape() {
        return shape;
    }

    /// Copies values that lie one after the other.
    ///
    /// @param from the first one's place, row after row
    /// @throws IndexOutOfBoundsException where there are not so many
    public void read(long from, int count, float[] into, int at) {
        long bytes = type.bytes();
        ByteBuffer part =
                values.asSlice(from * bytes, count * bytes).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        type.widen(part, into, at, count);
    }
}
