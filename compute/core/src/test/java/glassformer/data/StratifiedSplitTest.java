package glassformer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StratifiedSplitTest {
    @Test
    void eachClassHasTheSameShareOnTheValidationSide() {
        SplitExamples split = new StratifiedSplit(0.2, 7).split(examples(90, 10));

        assertThat(ClassCounts.of(split.validation()).counts()).isEqualTo(Map.of("common", 18, "rare", 2));
        assertThat(ClassCounts.of(split.training()).counts()).isEqualTo(Map.of("common", 72, "rare", 8));
    }

    @Test
    void aRareClassIsOnBothSides() {
        SplitExamples split = new StratifiedSplit(0.01, 1).split(examples(50, 2));

        assertThat(ClassCounts.of(split.validation()).counts()).containsEntry("rare", 1);
        assertThat(ClassCounts.of(split.training()).counts()).containsEntry("rare", 1);
    }

    @Test
    void trainingIsNeverLeftWithoutAClass() {
        SplitExamples split = new StratifiedSplit(0.99, 1).split(examples(5, 1));

        assertThat(ClassCounts.of(split.training()).counts()).isEqualTo(Map.of("common", 1, "rare", 1));
    }

    @Test
    void theSameSeedGivesTheSameSidesAndAnotherSeedOthers() {
        List<Example> examples = examples(100, 100);

        assertThat(new StratifiedSplit(0.3, 5).split(examples)).isEqualTo(new StratifiedSplit(0.3, 5).split(examples));
        assertThat(new StratifiedSplit(0.3, 5).split(examples))
                .isNotEqualTo(new StratifiedSplit(0.3, 6).split(examples));
    }

    @Test
    void everyExampleIsOnOneSide() {
        List<Example> examples = examples(31, 17);
        SplitExamples split = new StratifiedSplit(0.25, 3).split(examples);

        List<Example> both = new ArrayList<>(split.training());
        both.addAll(split.validation());
        assertThat(both).containsExactlyInAnyOrderElementsOf(examples);
    }

    @Test
    void sameQuestionsStayOnOneSide() {
        List<Example> examples = new ArrayList<>(examples(40, 40));
        examples.addAll(examples(40, 40));
        examples.add(new Example.Classified(new Input.Single("rare 3"), "common"));

        for (int seed = 0; seed < 10; seed++) {
            SplitExamples split = new StratifiedSplit(0.3, seed).split(examples);
            assertThat(split.validation()).isNotEmpty();
            assertThat(DataReport.of(split).leaks()).isEmpty();
        }
    }

    @Test
    void aFractionOfOneIsAnError() {
        assertThatThrownBy(() -> new StratifiedSplit(1, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessage("data.validationFraction is 1.0, but must be more than 0 and less than 1.");
    }

    private static List<Example> examples(int common, int rare) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < common + rare; i++) {
            String label = i < common ? "common" : "rare";
            examples.add(new Example.Classified(new Input.Single(label + " " + i), label));
        }
        return examples;
    }
}
