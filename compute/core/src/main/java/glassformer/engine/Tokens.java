package glassformer.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Texts as token ids, padded at their right to one length.
///
/// @param ids     (B, T) row-major; what stands in padding does not matter, but must be in the vocabulary
/// @param types   (B, T) token types; null where all are 0
/// @param lengths (B) how many tokens of each text are real, at least 1; null where nothing is padded
/// @param size    B
/// @param length  T
public record Tokens(int[] ids, int @Nullable [] types, int @Nullable [] lengths, int size, int length) {
    // Written out, since the compiler drops the annotations of arrays from a compact constructor's parameters.
    public Tokens(int[] ids, int @Nullable [] types, int @Nullable [] lengths, int size, int length) {
        if (ids.length != size * length || (types != null && types.length != ids.length)) {
            throw new IllegalArgumentException(size + " x " + length + " tokens need " + size * length
                    + " ids and types, not " + ids.length + (types == null ? "" : " and " + types.length));
        }
        if (lengths != null && (lengths.length != size || Arrays.stream(lengths).anyMatch(l -> l < 1 || l > length))) {
            throw new IllegalArgumentException(
                    "lengths are " + Arrays.toString(lengths) + ", but must be " + size + " from 1 to " + length);
        }
        this.ids = ids;
        this.types = types;
        this.lengths = lengths;
        this.size = size;
        this.length = length;
    }

    /// Texts of one length.
    public static Tokens of(int[] ids, int size, int length) {
        return new Tokens(ids, null, null, size, length);
    }

    /// One text.
    public static Tokens of(int... ids) {
        return of(ids, 1, ids.length);
    }

    /// How many tokens of a text are real.
    public int lengthOf(int row) {
        return lengths == null ? length : lengths[row];
    }

    /// How many tokens are real.
    public int count() {
        return lengths == null ? size * length : Arrays.stream(lengths).sum();
    }

    /// Some of the texts.
    public Tokens rows(int from, int to) {
        return new Tokens(
                Arrays.copyOfRange(ids, from * length, to * length),
                types == null ? null : Arrays.copyOfRange(types, from * length, to * length),
                lengths == null ? null : Arrays.copyOfRange(lengths, from, to),
                to - from,
                length);
    }

    /// One text without its padding.
    public Tokens row(int row) {
        int from = row * length;
        int to = from + lengthOf(row);
        return new Tokens(
                Arrays.copyOfRange(ids, from, to),
                types == null ? null : Arrays.copyOfRange(types, from, to),
                null,
                1,
                to - from);
    }
}
