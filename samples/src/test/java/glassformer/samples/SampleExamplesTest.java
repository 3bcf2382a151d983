package glassformer.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.augment.AugmentationKind;
import glassformer.augment.WordChanges;
import glassformer.data.ClassCounts;
import glassformer.data.DataReport;
import glassformer.data.Example;
import glassformer.data.ExampleProvider;
import glassformer.data.Input;
import glassformer.data.SplitExamples;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleExamplesTest {
    private static final SampleExamples SAMPLES = new SampleExamples();

    static List<String> names() {
        return SAMPLES.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void validationAsksNothingThatTrainingHas(String name) {
        SplitExamples split = SAMPLES.examples(name, 1);
        DataReport report = DataReport.of(split);

        assertThat(report.leaks()).isEmpty();
        assertThat(report.duplicates()).isEmpty();
        assertThat(split.validation().size() / (double) split.training().size()).isBetween(0.04, 0.16);
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSameSeedGivesTheSameExamplesAndAnotherSeedOthers(String name) {
        SplitExamples examples = SAMPLES.examples(name, 1);

        assertThat(SAMPLES.examples(name, 1)).isEqualTo(examples);
        assertThat(SAMPLES.examples(name, 2).validation()).isNotEqualTo(examples.validation());
    }

    @Test
    void frenchNumbersAreSpelled() {
        assertThat(translations("numbers-to-french"))
                .hasSize(20_000)
                .containsAllEntriesOf(Map.of(
                        "0",
                        "zéro",
                        "21",
                        "vingt-et-un",
                        "71",
                        "soixante-et-onze",
                        "80",
                        "quatre-vingts",
                        "99",
                        "quatre-vingt-dix-neuf",
                        "200",
                        "deux cents"));
    }

    @Test
    void chineseNumbersAreSpelled() {
        assertThat(translations("numbers-to-chinese"))
                .hasSize(20_000)
                .containsAllEntriesOf(Map.of("0", "〇", "10", "十", "21", "二十一", "300", "三百", "999", "九百九十九"));
    }

    @Test
    void datesAreIsoDatesOfTheDayWritten() {
        LocalDate day = LocalDate.of(2024, 3, 5);

        assertThat(WrittenDates.written(day, "EEEE, d MMMM uuuu")).isEqualTo("Tuesday, 5 March 2024");
        assertThat(WrittenDates.written(day, "'the' # 'of' MMMM uuuu")).isEqualTo("the 5th of March 2024");
        assertThat(WrittenDates.written(LocalDate.of(1999, 12, 22), "MMMM #, uuuu"))
                .isEqualTo("December 22nd, 1999");
        assertThat(translations("dates-to-iso").entrySet()).hasSize(20_000).allMatch(entry -> entry.getKey()
                .contains(String.valueOf(LocalDate.parse(entry.getValue()).getYear())));
    }

    @Test
    void sumsAreRightAndNoneIsMissing() {
        assertThat(translations("addition"))
                .hasSize(8_100)
                .containsEntry("47+38=", "85")
                .containsEntry("99+99=", "198")
                .allSatisfy((sum, result) -> {
                    String[] numbers = sum.split("[+=]");
                    assertThat(Integer.parseInt(result))
                            .isEqualTo(Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1]));
                });
    }

    @Test
    void aSwappedSumIsNoNewSum() {
        SplitExamples split = SAMPLES.examples("addition", 1);
        Set<String> training = split.training().stream()
                .map(example -> ((Example.Translated) example).source())
                .collect(Collectors.toSet());

        assertThat(split.validation())
                .extracting(example -> ((Example.Translated) example).source())
                .noneMatch(sum -> training.contains(sum.substring(3, 5) + "+" + sum.substring(0, 2) + "="));
    }

    @Test
    void digitsAreSortedAndNoAnswerOfValidationIsInTraining() {
        SplitExamples split = SAMPLES.examples("sort-digits", 1);
        Set<String> answers = split.training().stream()
                .map(example -> ((Example.Translated) example).target())
                .collect(Collectors.toSet());

        assertThat(split.validation()).noneMatch(example -> answers.contains(((Example.Translated) example).target()));
        assertThat(translations("sort-digits")).hasSize(20_000).allSatisfy((digits, sorted) -> assertThat(sorted)
                .isEqualTo(Stream.of(digits.split(" ")).sorted().collect(Collectors.joining(" "))));
    }

    @Test
    void pairsAreBalancedAndShareNoFirstSentenceBetweenSides() {
        SplitExamples split = SAMPLES.examples("sentence-pairs", 1);

        assertThat(ClassCounts.of(split.training()).counts().values())
                .hasSize(3)
                .allSatisfy(count -> assertThat(count).isBetween(2_600, 2_800));
        Set<String> training = new HashSet<>();
        split.training().forEach(example -> training.add(texts(example).getFirst()));
        assertThat(split.validation())
                .noneMatch(example -> training.contains(texts(example).getFirst()));
    }

    /// Read back from the sentences by a rule of its own.
    @Test
    void whatFollowsFollowsAndWhatCannotBeCannot() {
        List<String> numbers =
                List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
        for (Example example : SAMPLES.examples("sentence-pairs", 1).validation()) {
            String[] premise = texts(example).getFirst().replace(".", "").split(" ");
            String[] said = texts(example).getLast().replace(".", "").split(" ");
            Map<String, Integer> has =
                    Map.of(premise[3], numbers.indexOf(premise[2]), premise[6], numbers.indexOf(premise[5]));
            String expected = "neutral";
            if (said[0].equals(premise[0]) && has.containsKey(said[3])) {
                boolean holds = has.getOrDefault(said[3], 0) == numbers.indexOf(said[2]);
                expected = holds ? "entailment" : "contradiction";
            }
            assertThat(((Example.Classified) example).label()).as("%s", example).isEqualTo(expected);
        }
    }

    @Test
    void definitionsAreOfTheTopicOfTheirFile() {
        SplitExamples split = SAMPLES.examples("wordnet-topics", 1);

        assertThat(Stream.concat(split.training().stream(), split.validation().stream()))
                .hasSizeGreaterThan(110_000)
                .contains(new Example.Classified(
                        new Input.Single("motherless calf in a range herd of cattle"), "noun.animal"));
        assertThat(ClassCounts.of(split.training()).labels()).containsExactlyInAnyOrderElementsOf(Topics.NAMES);
        assertThat(ClassCounts.of(split.validation()).labels()).containsExactlyInAnyOrderElementsOf(Topics.NAMES);
    }

    @Test
    void definitionsHaveTheirTopicAndTheirLengthInWords() {
        SplitExamples split = SAMPLES.examples("two-tasks", 1);

        assertThat(Stream.concat(split.training().stream(), split.validation().stream()))
                .contains(new Example.Labelled(
                        new Input.Single("motherless calf in a range herd of cattle"),
                        Map.of("topic", "noun.animal", "length", "8")));
    }

    @Test
    void synonymsAreOfTheMostFrequentSense() {
        WordNetSynonyms synonyms = new WordNetSynonyms();

        assertThat(synonyms.of("dog")).contains("domestic dog").doesNotContain("dog", "andiron", "frump");
        assertThat(synonyms.of("quickly")).contains("rapidly");
        assertThat(synonyms.of("xyzzy")).isEmpty();
    }

    @Test
    void wordNetIsTheThesaurusThatAugmentationFinds() {
        String changed =
                WordChanges.of(AugmentationKind.SYNONYMS, 0.9).apply("dogs ran quickly", new SplittableRandom(1));

        assertThat(new WordNetSynonyms().of("quickly")).anyMatch(changed::endsWith);
    }

    @Test
    void samplesAreFoundAsAService() {
        assertThat(ServiceLoader.load(ExampleProvider.class).stream().map(ServiceLoader.Provider::get))
                .anyMatch(SampleExamples.class::isInstance);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> SAMPLES.examples("chess", 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("There are no sample examples \"chess\"; there are: numbers-to-french,");
    }

    private static Map<String, String> translations(String name) {
        SplitExamples split = SAMPLES.examples(name, 1);
        List<Example> all = new ArrayList<>(split.training());
        all.addAll(split.validation());
        return all.stream()
                .map(Example.Translated.class::cast)
                .collect(Collectors.toMap(Example.Translated::source, Example.Translated::target));
    }

    private static List<String> texts(Example example) {
        return example instanceof Example.Classified(Input.Pair(String first, String second), String label)
                ? List.of(first, second)
                : List.of();
    }
}
