package glassformer.exchange;

import java.nio.ByteBuffer;

/// The number formats that stand in safetensors files. Those that can be read become float32; the others are known
/// by their size, so that what lies beside them can be read.
enum DType {
    F32(4) {
        @Override
        void widen(ByteBuffer from, float[] to, int at, int count) {
            from.asFloatBuffer().get(to, at, count);
        }
    },
    F16(2) {
        @Override
        void widen(ByteBuffer from, float[] to, int at, int count) {
            for (int i = 0; i < count; i++) {
                to[at + i] = Float.float16ToFloat(from.getShort());
            }
        }
    },
    BF16(2) {
        @Override
        void widen(ByteBuffer from, float[] to, int at, int count) {
            for (int i = 0; i < count; i++) {
                to[at + i] = Float.intBitsToFloat(from.getShort() << 16);
            }
        }
    },
    BOOL(1),
    U8(1),
    I8(1),
    F8_E4M3(1),
    F8_E5M2(1),
    U16(2),
    I16(2),
    U32(4),
    I32(4),
    U64(8),
    I64(8),
    F64(8);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /// Whether its values can become float32.
    boolean readable() {
        return this == F32 || this == F16 || this == BF16;
    }

    void widen(ByteBuffer from, float[] to, int at, int count) {
        throw new IllegalStateException(this + " cannot be read");
    }
}
