package glassformer.data;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts a text into windows that overlap, so that a model with a short context reads all of it. All windows but the
/// last are full.
///
/// @param size tokens of a window, 1 or more
/// @param overlap tokens that a window shares with the one before, 0 to `size - 1`
public record SlidingWindows(int size, int overlap) {
    public SlidingWindows {
        if (size < 1 || overlap < 0 || overlap >= size) {
            throw new BadInputException("Windows of " + size + " tokens overlap by " + overlap
                    + ", but must have at least one token and overlap by fewer than they have.");
        }
    }

    /// @param ids // (T)
    /// @return one window or more; one for an empty text
    public List<int[]> of(int[] ids) {
        List<int[]> windows = new ArrayList<>();
        int from = 0;
        int to;
        do {
            to = Math.min(ids.length, from + size);
            windows.add(Arrays.copyOfRange(ids, from, to));
            from += size - overlap;
        } while (to < ids.length);
        return windows;
    }
}
