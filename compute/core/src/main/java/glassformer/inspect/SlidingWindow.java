package glassformer.inspect;

import java.util.ArrayList;
import java.util.List;

/// Reads a long text in pieces that overlap, so that each token is judged in one of them with enough around it.
///
/// @param length of a piece, in tokens
/// @param stride how far a piece begins after the one before, at least 1
/// @param after  how many tokens at the end of a piece are left to the next one, which sees more of what follows
record SlidingWindow(int length, int stride, int after) {
    /// @param from   the first token that is read
    /// @param to     one past the last
    /// @param judged the first token that is judged here; those before were judged earlier
    /// @param until  one past the last that is judged here
    record Piece(int from, int to, int judged, int until) {}

    /// Where only what comes before is seen: pieces overlap by half.
    static SlidingWindow back(int length) {
        int stride = Math.max(1, length / 2);
        return new SlidingWindow(length, stride, 0);
    }

    /// Where both sides are seen: pieces overlap by half, and each judges its middle.
    static SlidingWindow bothWays(int length) {
        int stride = Math.max(1, length / 2);
        return new SlidingWindow(length, stride, (length - stride) / 2);
    }

    /// @param count of the text's tokens, at least 1
    List<Piece> of(int count) {
        List<Piece> pieces = new ArrayList<>();
        int judged = 0;
        for (int from = 0; judged < count; from += stride) {
            int to = Math.min(count, from + length);
            int until = to == count ? count : to - after;
            pieces.add(new Piece(from, to, judged, until));
            judged = until;
        }
        return pieces;
    }
}
