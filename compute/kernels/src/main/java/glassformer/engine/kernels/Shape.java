package glassformer.engine.kernels;

import glassformer.engine.Tokens;
import org.jspecify.annotations.Nullable;

/// What a program is made for.
///
/// @param texts  B
/// @param length T, of what is read or, with an encoder, decoded
/// @param source S, of what the encoder reads; 0 without
record Shape(int texts, int length, int source) {
    static Shape of(Tokens input, @Nullable Tokens decoder) {
        return decoder == null
                ? new Shape(input.size(), input.length(), 0)
                : new Shape(input.size(), decoder.length(), input.length());
    }

    int tokens() {
        return texts * length;
    }
}
