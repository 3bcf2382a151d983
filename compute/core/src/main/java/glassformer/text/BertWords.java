package glassformer.text;

/// BERT's pre-tokenization: words end at white space, which belongs to none, and each punctuation character is a word.
final class BertWords {
    /// Takes each word, from `start` inclusive to `end` exclusive.
    interface Sink {
        void accept(int start, int end);
    }

    private BertWords() {}

    static void forEach(String text, int from, int to, Sink sink) {
        int start = from;
        for (int at = from; at < to; ) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            boolean space = BertCharacters.isSpace(c);
            if (space || BertCharacters.isPunctuation(c)) {
                if (start < at) {
                    sink.accept(start, at);
                }
                if (!space) {
                    sink.accept(at, next);
                }
                start = next;
            }
            at = next;
        }
        if (start < to) {
            sink.accept(start, to);
        }
    }
}
