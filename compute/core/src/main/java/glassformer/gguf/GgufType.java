package glassformer.gguf;

import glassformer.blueprint.Named;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// How a tensor's values are stored: in blocks of a row, little-endian.
public enum GgufType implements Named {
    F32("f32", 0, 0, 1, 4) {
        @Override
        void write(float[] values, int from, ByteBuffer to) {
            to.putFloat(values[from]);
        }

        @Override
        void read(ByteBuffer from, float[] values, int to) {
            values[to] = from.getFloat();
        }

        @Override
        double rounding(float most) {
            return 0;
        }
    },
    F16("f16", 1, 1, 1, 2) {
        @Override
        void write(float[] values, int from, ByteBuffer to) {
            to.putShort(Float.floatToFloat16(values[from]));
        }

        @Override
        void read(ByteBuffer from, float[] values, int to) {
            values[to] = Float.float16ToFloat(from.getShort());
        }

        @Override
        double rounding(float most) {
            return most * HALF_ULP + HALF_SMALLEST;
        }
    },
    /// 32 whole numbers of eight bits with one scale in float16.
    Q8_0("q8_0", 8, 7, 32, 34) {
        @Override
        void write(float[] values, int from, ByteBuffer to) {
            float most = 0;
            for (int i = 0; i < block(); i++) {
                most = Math.max(most, Math.abs(values[from + i]));
            }
            float scale = most / LARGEST;
            to.putShort(Float.floatToFloat16(scale));
            for (int i = 0; i < block(); i++) {
                to.put((byte) (scale == 0 ? 0 : Math.round(values[from + i] / scale)));
            }
        }

        @Override
        void read(ByteBuffer from, float[] values, int to) {
            float scale = Float.float16ToFloat(from.getShort());
            for (int i = 0; i < block(); i++) {
                values[to + i] = scale * from.get();
            }
        }

        @Override
        double rounding(float most) {
            return most * (0.501 / LARGEST + HALF_ULP) + LARGEST * HALF_SMALLEST;
        }
    };

    private static final int LARGEST = 127;
    private static final double HALF_ULP = 0x1p-11; // of float16
    private static final double HALF_SMALLEST = 0x1p-25;

    private final String id;
    private final int number;
    private final int fileType;
    private final int block;
    private final int bytes;

    GgufType(String id, int number, int fileType, int block, int bytes) {
        this.id = id;
        this.number = number;
        this.fileType = fileType;
        this.block = block;
        this.bytes = bytes;
    }

    @Override
    public String id() {
        return id;
    }

    /// In a tensor's description.
    int number() {
        return number;
    }

    /// Of `general.file_type`, where most tensors have this type.
    int fileType() {
        return fileType;
    }

    /// How many values a block has.
    int block() {
        return block;
    }

    /// Of a block.
    int bytes() {
        return bytes;
    }

    /// Writes a block.
    abstract void write(float[] values, int from, ByteBuffer to);

    /// Reads a block.
    abstract void read(ByteBuffer from, float[] values, int to);

    /// By how much a value of a block may change when it is stored.
    ///
    /// @param most the block's largest absolute value
    abstract double rounding(float most);

    static Optional<GgufType> of(long number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }
}
