package glassformer.gguf;

import java.nio.file.Path;

/// A file as [LlamaCpp] reads it, for tests of other packages.
public final class LlamaCppFile {
    private LlamaCppFile() {}

    /// `(T, V)`, of an encoder the hidden states `(T, C)`.
    public static double[][] read(Path path, int... ids) {
        try (GgufFile file = GgufFile.open(path)) {
            return new LlamaCpp(file).read(ids);
        }
    }
}
