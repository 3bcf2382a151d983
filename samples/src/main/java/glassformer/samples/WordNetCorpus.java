package glassformer.samples;

import glassformer.text.Corpus;
import glassformer.text.Documents;
import glassformer.text.Fingerprint;
import java.nio.charset.StandardCharsets;

/// The glosses of WordNet 3.1 (Princeton University, Miller 1995), an English dictionary of 117,791 entries: one
/// document
/// and one line for each set of synonyms, as `word: definition; "example"`, in WordNet's own order: nouns, verbs,
/// adjectives, adverbs, each roughly by topic.
public final class WordNetCorpus implements Corpus {
    /// What stands after `sample:`.
    public static final String NAME = "wordnet";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Documents open() {
        return new WordNetDocuments();
    }

    @Override
    public String fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        try (Documents documents = open()) {
            while (documents.hasNext()) {
                byte[] utf8 = documents.next().getBytes(StandardCharsets.UTF_8);
                fingerprint.add(utf8, utf8.length);
            }
        }
        return fingerprint.hex();
    }
}
