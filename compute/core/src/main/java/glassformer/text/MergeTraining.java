package glassformer.text;

import java.util.List;
import java.util.function.Predicate;

/// A tokenizer with the merges that made it, so that its training can be watched again step by step.
public sealed interface MergeTraining permits BpeTraining, WordPieceTraining {
    Tokenizer tokenizer();

    /// In the order in which they were learned.
    List<LearnedMerge> merges();

    /// The tokenizer as it was after so many merges, with the ids of the finished one.
    ///
    /// @param steps 0 to the number of merges
    Tokenizer after(int steps);

    /// How many tokens there were after so many merges, special tokens included.
    int vocabularyAfter(int steps);

    /// A token of a merge for people to read, as [Tokenizer#token] shows it.
    String readable(String token);

    /// What a merge can change: another segmentation of the text is possible only where this is true.
    Predicate<LearnedMerge> concerning(String text);
}
