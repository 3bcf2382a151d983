package glassformer.text;

/// One step of training byte pair encoding or WordPiece: two neighbours that became one token, recorded by the trainer
/// as it chose them. Counts are of the words that it learns from, each as often as it occurs.
///
/// @param merge the two tokens, as the vocabulary writes them
/// @param token that they became
/// @param id    its id; not a new one where two other tokens gave the same before
/// @param count how often they stood side by side
/// @param left  how often the first occurred
/// @param right how often the second occurred
/// @param tokens in all, after the step
/// @param vocabulary how many tokens there are after the step, without special tokens that come last
public record LearnedMerge(
        BpeMerge merge, String token, int id, long count, long left, long right, long tokens, int vocabulary) {
    /// `count / (left * right)`, what WordPiece is said to choose by: high where two tokens occur together more than
    /// their own frequency explains. The trainers here choose by `count`, as Hugging Face's do for both kinds.
    /// Schuster and Nakajima 2012, "Japanese and Korean Voice Search".
    public double score() {
        return (double) count / ((double) left * right);
    }
}
