package glassformer.text;

/// A text after normalization, which still knows where each of its characters came from.
final class NormalizedText {
    private final String text;
    private final int[] starts; // (char of the text) -> where its source begins
    private final int[] ends;

    private NormalizedText(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    String text() {
        return text;
    }

    int start(int at) {
        return starts[at];
    }

    /// Where the source of the character at `at` ends.
    int end(int at) {
        return ends[at];
    }

    /// Grows a normalized text, code point by code point.
    static final class Builder {
        private final StringBuilder text;
        private final IntList starts;
        private final IntList ends;

        Builder(int capacity) {
            text = new StringBuilder(capacity);
            starts = new IntList(capacity);
            ends = new IntList(capacity);
        }

        void add(int codePoint, int start, int end) {
            text.appendCodePoint(codePoint);
            for (int i = Character.charCount(codePoint); i > 0; i--) {
                starts.add(start);
                ends.add(end);
            }
        }

        NormalizedText build() {
            return new NormalizedText(text.toString(), starts.toArray(), ends.toArray());
        }
    }
}
