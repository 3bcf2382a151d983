package glassformer.text;

import java.util.List;

/// What BPE training gives: the tokenizer, and how often each merged pair occurred when it was chosen.
public record BpeTraining(BpeTokenizer tokenizer, List<LearnedMerge> merges) {
    public BpeTraining {
        merges = List.copyOf(merges);
    }

    /// @param count occurrences of the pair in the corpus at the time of the merge
    public record LearnedMerge(BpeMerge merge, long count) {}
}
