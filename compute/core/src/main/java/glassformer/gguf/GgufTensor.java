package glassformer.gguf;

import java.util.List;

/// Where a tensor lies in a file.
///
/// @param shape  rows first, as everywhere but in the file itself
/// @param offset in the file
/// @param bytes  that it takes
public record GgufTensor(String name, GgufType type, List<Integer> shape, long offset, long bytes) {
    public GgufTensor {
        shape = List.copyOf(shape);
    }

    public long count() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
