package glassformer.train;

/// A long row of token ids, on disk or in memory. Safe to read from several threads.
public interface TokenSource {
    /// How many tokens there are.
    long size();

    /// @return `count` ids from `start` on
    int[] read(long start, int count);

    static TokenSource of(int[] ids) {
        return new TokenSource() {
            @Override
            public long size() {
                return ids.length;
            }

            @Override
            public int[] read(long start, int count) {
                return java.util.Arrays.copyOfRange(ids, Math.toIntExact(start), Math.toIntExact(start + count));
            }
        };
    }
}
