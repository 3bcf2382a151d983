package glassformer.text;

/// A token that is looked for in the text before anything else, such as `<|endoftext|>`.
///
/// @param stripLeft takes the white space before it along (as RoBERTa's `<mask>` does)
/// @param stripRight takes the white space after it along
/// @param normalized looked for in a second pass, after those that are not
/// @param special left out when a decoder is asked to skip special tokens
public record AddedToken(
        int id, String content, boolean stripLeft, boolean stripRight, boolean normalized, boolean special) {
    /// The token that separates documents in GPT-2's vocabulary.
    public static final String END_OF_TEXT = "<|endoftext|>";

    AddedToken withContent(String changed) {
        return new AddedToken(id, changed, stripLeft, stripRight, normalized, special);
    }

    static AddedToken special(int id, String content) {
        return new AddedToken(id, content, false, false, false, true);
    }
}
