package glassformer.onnx;

/// What a tensor holds, with its number in `onnx.proto`.
enum ElementType {
    FLOAT(1, 4),
    UINT8(2, 1),
    INT32(6, 4),
    INT64(7, 8),
    BOOL(9, 1);

    private final int number;
    private final int bytes;

    ElementType(int number, int bytes) {
        this.number = number;
        this.bytes = bytes;
    }

    int number() {
        return number;
    }

    /// Of one element.
    int bytes() {
        return bytes;
    }
}
