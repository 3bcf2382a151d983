package glassformer.text;

import java.util.ArrayList;
import java.util.List;

/// A text as a tokenizer cuts it.
///
/// @param pieces one a token, in order
public record TokenizedText(List<Piece> pieces) {
    public TokenizedText {
        pieces = List.copyOf(pieces);
    }

    /// A token and the stretch of the text that it stands for. What shares a character with the token before it, as
    /// the later bytes of an emoji do, has an empty stretch.
    ///
    /// @param token as the vocabulary has it, see [Tokenizer#token]
    /// @param text  of the stretch
    /// @param start in Unicode code points, as Hugging Face's offsets are; inclusive
    /// @param end   exclusive
    public record Piece(int id, String token, String text, int start, int end) {
        /// What people see: the text, or the token itself where it has no text of its own.
        public String shown() {
            return text.isEmpty() ? token : text;
        }
    }

    public static TokenizedText of(Tokenizer tokenizer, String text) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0; // both count to the same place, in chars and in code points
        int codePoints = 0;
        for (TokenSpan span : tokenizer.spans(text)) {
            int start = codePoints + text.codePointCount(at, span.start());
            int end = start + text.codePointCount(span.start(), span.end());
            pieces.add(new Piece(
                    span.id(), tokenizer.token(span.id()), text.substring(span.start(), span.end()), start, end));
            at = span.end();
            codePoints = end;
        }
        return new TokenizedText(pieces);
    }

    public int[] ids() {
        return pieces.stream().mapToInt(Piece::id).toArray();
    }
}
