package glassformer.run;

import glassformer.settings.Values;
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
        Values values = lab.values();
        Corpus corpus = Corpora.resolve(values.text("data.source"), labFolder);
        Tokenizer tokenizer = known != null ? known : PreparedText.train(lab, corpus, listener, control);
        Path folder = PreparedText.temporaryFolder();
        boolean done = false;
        try {
            NextSentenceData data = NextSentenceData.read(
                    corpus,
                    tokenizer,
                    new Split(values.real("data.validationFraction"), masking.seed()),
                    folder,
                    values.whole("model.contextLength"),
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
