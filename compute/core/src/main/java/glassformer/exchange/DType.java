package glassformer.exchange;

import java.nio.ByteBuffer;

/// The number formats that can be read from a safetensors file; all become float32.
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
    };

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    abstract void widen(ByteBuffer from, float[] to, int at, int count);
}
