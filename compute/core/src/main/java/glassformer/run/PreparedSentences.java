package glassformer.run;

import glassformer.task.Masking;
import glassformer.task.NextSentenceData;
import glassformer.text.Corpora;
import glassformer.text.Corpus;
import glassformer.text.Split;
import glassformer.text.Tokenizer;
import glassformer.train.TrainingControl;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Makes a lab's text ready as pairs of sentences.
final class PreparedSentences {
    private PreparedSentences() {}

    /// @param known the tokenizer of a run that goes on; trained from the text where null
    /// @throws glassformer.BadInputException               where the text cannot be used
    /// @throws java.util.concurrent.CancellationException where the control stops it
    static NextSentenceData of(
            Lab lab,
            Masking masking,
            Path labFolder,
            @Nullable Tokenizer known,
            RunListener listener,
            TrainingControl control) {
        Corpus corpus = Corpora.resolve(lab.values().text("data.source"), labFolder);
        Split split = new Split(lab.values().real("data.validationFraction"), masking.seed());
        Tokenizer tokenizer = known != null ? known : PreparedText.train(lab, corpus, listener, control);
        return read(lab, masking, corpus, tokenizer, split, listener, control);
    }

    /// @param split which documents are kept aside; null has all of them on both sides
    static NextSentenceData read(
            Lab lab,
            Masking masking,
            Corpus corpus,
            Tokenizer tokenizer,
            @Nullable Split split,
            RunListener listener,
            TrainingControl control) {
        Path folder = PreparedText.temporaryFolder();
        boolean done = false;
        try {
            NextSentenceData data = NextSentenceData.read(
                    corpus,
                    tokenizer,
                    split,
                    folder,
                    lab.values().whole("model.contextLength"),
                    masking,
                    PreparedText.progress("Turning sentences into tokens", listener, control));
            done = true;
            return data;
        } finally {
            if (!done) {
                PreparedText.delete(folder);
            }
        }
    }
}
