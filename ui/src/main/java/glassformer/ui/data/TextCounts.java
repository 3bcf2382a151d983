package glassformer.ui.data;

import glassformer.text.Corpus;
import glassformer.text.Documents;
import glassformer.text.Split;

/// How much text there is and how it is divided.
///
/// @param characters Unicode code points
/// @param validation documents kept aside; 0 where a single document is divided by position instead
public record TextCounts(long documents, long characters, long train, long validation) {
    /// Reads the whole corpus.
    ///
    /// @throws InterruptedException where the thread is interrupted meanwhile
    public static TextCounts of(Corpus corpus, Split split) throws InterruptedException {
        long documents = 0;
        long characters = 0;
        long validation = 0;
        try (Documents all = corpus.open()) {
            while (all.hasNext()) {
                if (Thread.currentThread().isInterrupted()) throw new InterruptedException();
                String document = all.next();
                characters += document.codePointCount(0, document.length());
                if (split.isValidation(documents)) validation++;
                documents++;
            }
        }
        return documents == 1
                ? new TextCounts(1, characters, 1, 0)
                : new TextCounts(documents, characters, documents - validation, validation);
    }
}
