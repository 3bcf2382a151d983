package glassformer.samples;

import glassformer.BadInputException;
import glassformer.text.Corpus;
import glassformer.text.CorpusProvider;
import java.util.List;

/// The corpora that come with Glassformer: `wordnet`.
public final class SampleCorpora implements CorpusProvider {
    /// For `ServiceLoader`.
    public SampleCorpora() {}

    /// Throws [BadInputException] that lists the names when there is no such corpus.
    public static Corpus byName(String name) {
        return switch (name) {
            case WordNetCorpus.NAME -> new WordNetCorpus();
            default ->
                throw new BadInputException(
                        "There is no sample corpus \"" + name + "\"; there is: " + WordNetCorpus.NAME + ".");
        };
    }

    @Override
    public List<String> names() {
        return List.of(WordNetCorpus.NAME);
    }

    @Override
    public Corpus open(String name) {
        return byName(name);
    }
}
