package glassformer.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.Shown;
import org.junit.jupiter.api.Test;

class MeasureTextsTest {
    @Test
    void aKnownMeasureHasANameAndAnExplanation() {
        assertThat(MeasureTexts.name("macroF1", Shown.ENGLISH)).isEqualTo("Macro F1");
        assertThat(MeasureTexts.explanation("macroF1", Shown.ENGLISH).orElseThrow())
                .startsWith("The mean of all classes' F1");
    }

    @Test
    void aHeadStandsInBrackets() {
        assertThat(MeasureTexts.name("accuracy/topic", Shown.ENGLISH)).isEqualTo("Accuracy (topic)");
        assertThat(MeasureTexts.explanation("accuracy/topic", Shown.ENGLISH)).isPresent();
    }

    @Test
    void anUnknownMeasureIsReadFromItsName() {
        assertThat(MeasureTexts.name("someNewRate", Shown.ENGLISH)).isEqualTo("Some new rate");
        assertThat(MeasureTexts.name("someNewRate/age", Shown.ENGLISH)).isEqualTo("Some new rate (age)");
        assertThat(MeasureTexts.explanation("someNewRate", Shown.ENGLISH)).isEmpty();
    }
}
