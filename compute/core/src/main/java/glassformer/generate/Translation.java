package glassformer.generate;

import java.util.Arrays;

/// What an encoder-decoder read and wrote. All are the ids of tokens.
///
/// @param source what the encoder read // (S)
/// @param read   what the decoder read: a start token, then what it had written // (T)
/// @param wrote  the token that each of these led to, the end of the text included // (T)
/// @param ended  whether the last one is the end of the text
public record Translation(int[] source, int[] read, int[] wrote, boolean ended) {
    /// The text without its end.
    public int[] text() {
        return Arrays.copyOf(wrote, ended ? wrote.length - 1 : wrote.length);
    }
}
