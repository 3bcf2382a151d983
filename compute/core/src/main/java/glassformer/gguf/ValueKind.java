package glassformer.gguf;

/// The types of metadata, in the order of their numbers.
public enum ValueKind {
    U8(1),
    I8(1),
    U16(2),
    I16(2),
    U32(4),
    I32(4),
    F32(4),
    BOOL(1),
    /// A length of eight bytes, then UTF-8.
    STRING(8),
    /// A type of four bytes, a length of eight, then the values.
    ARRAY(12),
    U64(8),
    I64(8),
    F64(8);

    private final int bytes;

    ValueKind(int bytes) {
        this.bytes = bytes;
    }

    /// The fewest that a value takes.
    int bytes() {
        return bytes;
    }
}
