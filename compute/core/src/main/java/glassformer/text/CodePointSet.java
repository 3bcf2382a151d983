package glassformer.text;

import java.util.Arrays;

/// A fixed set of code points, kept as sorted ranges.
final class CodePointSet {
    private final int[] starts;
    private final int[] ends;

    private CodePointSet(int[] starts, int[] ends) {
        this.starts = starts;
        this.ends = ends;
    }

    /// @param ranges ascending, in hexadecimal, such as `9FD 2E43-2E4F`
    static CodePointSet of(String ranges) {
        String[] parts = ranges.strip().split("\\s+");
        int[] starts = new int[parts.length];
        int[] ends = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int dash = parts[i].indexOf('-');
            starts[i] = Integer.parseInt(dash < 0 ? parts[i] : parts[i].substring(0, dash), 16);
            ends[i] = dash < 0 ? starts[i] : Integer.parseInt(parts[i].substring(dash + 1), 16);
        }
        return new CodePointSet(starts, ends);
    }

    boolean contains(int codePoint) {
        int at = Arrays.binarySearch(starts, codePoint);
        return at >= 0 || (at < -1 && codePoint <= ends[-at - 2]);
    }
}
