package glassformer.text;

import java.util.Arrays;

/// Decodes ids one by one, for text that appears while it is generated. Only whole characters come out; the bytes of an
/// unfinished one wait for the next token. All pieces joined, with that of [#finish], equal [Tokenizer#decode].
/// For one thread.
public final class StreamDecoder {
    private final Tokenizer tokenizer;
    private byte[] waiting = new byte[0];
    private boolean atStart;

    /// For a whole text.
    public StreamDecoder(Tokenizer tokenizer) {
        this(tokenizer, true);
    }

    /// @param atStart whether the first token begins the text; false where it goes on from a text already shown
    public StreamDecoder(Tokenizer tokenizer, boolean atStart) {
        this.tokenizer = tokenizer;
        this.atStart = atStart;
    }

    /// The text that is certain now that this token is known; often the token's own text, sometimes nothing.
    public String push(int id) {
        byte[] token = atStart ? tokenizer.bytesAtStart(id) : tokenizer.bytes(id);
        atStart = false;
        byte[] all = Arrays.copyOf(waiting, waiting.length + token.length);
        System.arraycopy(token, 0, all, waiting.length, token.length);
        int end = 0;
        while (end < all.length) {
            int length = Utf8.validLength(all, end, all.length);
            if (length == 0) {
                break;
            }
            end += Math.max(1, length);
        }
        waiting = Arrays.copyOfRange(all, end, all.length);
        return Utf8.text(all, 0, end);
    }

    /// What is left when no more tokens come: U+FFFD for an unfinished character, else nothing. The decoder then
    /// awaits a text from its beginning.
    public String finish() {
        String rest = Utf8.text(waiting, 0, waiting.length);
        waiting = new byte[0];
        atStart = true;
        return rest;
    }
}
