package glassformer.ui.tokens;

import glassformer.text.ByteSpecials;
import glassformer.text.Documents;
import glassformer.text.LearnedMerge;
import glassformer.text.MergeTraining;
import glassformer.text.Progress;
import glassformer.text.Tokenizers;
import glassformer.text.VocabularyCurve;
import java.util.List;

/// A tokenizer that was trained on the text, to be watched again merge by merge.
record Replayed(MergeTraining training, String text) {
    /// A merge for people to read.
    ///
    /// @param step counted from 1
    record Step(int step, String left, String right, String token, LearnedMerge merge) {}

    static Replayed train(String text, String kind, int vocabSize) {
        return new Replayed(
                Tokenizers.trainMerges(
                        kind, vocabSize, ByteSpecials.GPT2, Documents.of(List.of(text)), untilInterrupted()),
                text);
    }

    /// Stops when its thread is interrupted, as a slot does when something newer is asked for.
    static Progress untilInterrupted() {
        return new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean cancelled() {
                return Thread.currentThread().isInterrupted();
            }
        };
    }

    int steps() {
        return training.merges().size();
    }

    Step step(int step) {
        LearnedMerge merge = training.merges().get(step - 1);
        return new Step(
                step,
                training.readable(merge.merge().left()),
                training.readable(merge.merge().right()),
                training.readable(merge.token()),
                merge);
    }

    CutText after(int step) {
        return CutText.of(training.after(step), training.vocabularyAfter(step), text);
    }

    VocabularyCurve curve() {
        return VocabularyCurve.of(training, () -> List.of(text).iterator(), untilInterrupted());
    }
}
