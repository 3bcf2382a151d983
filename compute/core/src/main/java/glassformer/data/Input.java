package glassformer.data;

/// What a classifier or regressor reads: a text or a pair of texts.
public sealed interface Input {
    /// The text, or the pair's first.
    String first();

    /// Characters in all.
    int length();

    record Single(String first) implements Input {
        @Override
        public int length() {
            return first.length();
        }
    }

    record Pair(String first, String second) implements Input {
        @Override
        public int length() {
            return first.length() + second.length();
        }
    }
}
