package glassformer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataReportTest {
    private static final Example GOOD = classified("so good", "pos");
    private static final Example BAD = classified("so bad", "neg");

    @Test
    void aCleanSplitHasNoWarnings() {
        DataReport report = report(List.of(GOOD, BAD), List.of(classified("fine", "pos")));

        assertThat(report.warnings()).isEmpty();
        assertThat(report.trainingClasses().counts()).isEqualTo(Map.of("neg", 1, "pos", 1));
    }

    @Test
    void aValidationExampleInTrainingIsALeak() {
        DataReport report = report(List.of(BAD, GOOD), List.of(classified("fine", "pos"), GOOD));

        assertThat(report.leaks()).containsExactly(new DataReport.Same(1, 1));
        assertThat(report.warnings())
                .containsExactly("1 of 2 validation examples are in training too, first number 2:"
                        + " the score will be too good.");
    }

    @Test
    void aRepeatedExampleIsADuplicate() {
        DataReport report = report(List.of(GOOD, BAD, GOOD, GOOD), List.of());

        assertThat(report.duplicates()).containsExactly(new DataReport.Same(0, 2), new DataReport.Same(0, 3));
        assertThat(report.contradictions()).isEmpty();
    }

    @Test
    void theSameTextInAnotherClassIsAContradiction() {
        DataReport report = report(List.of(GOOD, BAD, classified("so good", "neg")), List.of());

        assertThat(report.contradictions()).containsExactly(new DataReport.Same(0, 2));
        assertThat(report.warnings().getFirst()).endsWith("first number 3 that of number 1.");
    }

    @Test
    void aClassThatTrainingLacksIsPointedOut() {
        assertThat(report(List.of(GOOD, BAD), List.of(classified("so so", "mixed")))
                        .warnings())
                .containsExactly("The class \"mixed\" is in validation, but not in training, so it cannot be learnt.");
    }

    @Test
    void lengthsFallIntoBinsThatHoldThemAll() {
        LengthHistogram histogram = LengthHistogram.of(new int[] {0, 4, 5, 9, 10, 12}, 3);

        assertThat(histogram).isEqualTo(new LengthHistogram(5, List.of(2, 2, 2), 0, 9, 12));
    }

    private static DataReport report(List<Example> training, List<Example> validation) {
        return DataReport.of(new SplitExamples(training, validation));
    }

    private static Example classified(String text, String label) {
        return new Example.Classified(new Input.Single(text), label);
    }
}
