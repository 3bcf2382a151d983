package glassformer.samples;

import glassformer.BadInputException;
import glassformer.data.ExampleProvider;
import glassformer.data.SplitExamples;
import java.util.List;
import java.util.Locale;

/// The labelled examples that come with Glassformer: generated puzzles and tasks out of WordNet.
public final class SampleExamples implements ExampleProvider {
    private static final List<String> NAMES = List.of(
            "numbers-to-french",
            "numbers-to-chinese",
            "dates-to-iso",
            "addition",
            "sort-digits",
            "sentence-pairs",
            "wordnet-topics",
            "two-tasks");

    /// For `ServiceLoader`.
    public SampleExamples() {}

    @Override
    public List<String> names() {
        return NAMES;
    }

    /// @throws BadInputException for a name that is none of [#names]
    @Override
    public SplitExamples examples(String name, long seed) {
        ExampleSource source =
                switch (name) {
                    case "numbers-to-french" -> new SpelledNumbers(Locale.FRENCH);
                    case "numbers-to-chinese" -> new SpelledNumbers(Locale.CHINESE);
                    case "dates-to-iso" -> new WrittenDates();
                    case "addition" -> new Sums();
                    case "sort-digits" -> new DigitSorting();
                    case "sentence-pairs" -> new Inferences();
                    case "wordnet-topics" -> new Topics();
                    case "two-tasks" -> new TopicsAndLengths();
                    default ->
                        throw new BadInputException("There are no sample examples \"" + name + "\"; there are: "
                                + String.join(", ", NAMES) + ".");
                };
        return source.examples(seed);
    }
}
