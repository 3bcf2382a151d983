package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.run.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRulesTest {
    private static final Lab MASKED = Lab.initial("a")
            .with("task", "masked-language-model")
            .with("data.source", "sample:any")
            .with("data.nextSentence", true);
    private static final Lab MULTI = Lab.initial("a").with("task", "multi-task").with("data.source", "sample:any");

    @Test
    void theNextSentenceNeedsABertWithTwoTokenTypes() {
        assertThatCode(MASKED::validate).doesNotThrowAnyException();
        assertThatThrownBy(() -> MASKED.with("model.family", "roberta").validate())
                .isInstanceOf(BadInputException.class)
                .hasMessage("data.nextSentence is true, which needs model.family bert with model.tokenTypes of 2 or"
                        + " more to tell the two sentences apart, not roberta with 1.");
        assertThatThrownBy(() -> MASKED.with("model.tokenTypes", 1).validate())
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("not bert with 1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "topic", "topic,", "topic, ,length", "topic, topic"})
    void severalColumnsAreNamedOnceEach(String columns) {
        assertThatThrownBy(() -> MULTI.with("data.labelColumns", columns).validate())
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("data.labelColumns is \"" + columns + "\", but must name ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1, 2, 3", "1, 0", "1, -1", "1, x", "1; 2", "NaN, 1"})
    void aWeightForEachColumnIsAboveZero(String weights) {
        assertThatThrownBy(() -> MULTI.with("data.taskWeights", weights).validate())
                .isInstanceOf(BadInputException.class)
                .hasMessage("data.taskWeights is \"" + weights + "\", but must be empty or one number above 0 for each"
                        + " of the 2 columns, with commas between, as in 1, 0.5.");
    }

    @Test
    void weightsAreThoseGivenOrAllOne() {
        assertThat(LabelColumns.of(MULTI.values()).weights()).containsExactly(1.0, 1.0);
        assertThat(LabelColumns.of(MULTI.with("data.taskWeights", " 1 ,0.25 ").values())
                        .weights())
                .containsExactly(1.0, 0.25);
    }

    @Test
    void adaptersAndGradualUnfreezingContradictEachOther() {
        Lab lab = MULTI.with("training.unfreezeEvery", 10).with("training.lora.rank", 4);
        assertThatThrownBy(lab::validate)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("training.unfreezeEvery is 10 and training.lora.rank 4");
    }
}
