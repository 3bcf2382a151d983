package glassformer.samples;

import glassformer.BadInputException;
import glassformer.text.Corpus;
import glassformer.text.CorpusProvider;
import java.util.List;

/// The corpora that come with Glassformer: `wordnet` and `repeats`.
public final class SampleCorpora implements CorpusProvider {
    private static final List<String> NAMES = List.of(WordNetCorpus.NAME, RepeatsCorpus.NAME);

    /// For `ServiceLoader`.
    public SampleCorpora() {}

    /// Throws [BadInputException] that lists the names when there is no such corpus.
    public static Corpus byName(String name) {
        return switch (name) {
            case WordNetCorpus.NAME -> new WordNetCorpus();
            case RepeatsCorpus.NAME -> new RepeatsCorpus();
            default ->
                throw new BadInputException(
                        "There is no sample corpus \"" + name + "\"; there are: " + String.join(", ", NAMES) + ".");
        };
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Corpus open(String name) {
        return byName(name);
    }
}
