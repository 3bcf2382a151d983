package glassformer.ui.field;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Lab;
import glassformer.settings.Setting;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.Sessions;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabFieldTest {
    private final LabSession session = Sessions.of(Lab.initial("Test"), Path.of("build"));
    private final FieldTexts english = new FieldTexts(new Texts(Locale.ENGLISH));

    private LabField field(String key) {
        return new LabField(session, LabSettings.setting(session.lab(), key), english);
    }

    @Test
    void whatIsTypedReachesTheLab() {
        assertThat(field("model.layers").enter(" 6 ")).isTrue();
        assertThat(session.lab().values().whole("model.layers")).isEqualTo(6);
    }

    @Test
    void digitsInGroupsAreRead() {
        field("training.steps").enter("12,000");
        assertThat(session.lab().values().whole("training.steps")).isEqualTo(12_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "97", "4.5", "six", "", "NaN", "1e400", "-1"})
    void whatIsNotAllowedLeavesTheLabAndSaysWhatIs(String typed) {
        var field = field("model.layers");
        assertThat(field.enter(typed)).isFalse();
        assertThat(session.lab().values().whole("model.layers")).isEqualTo(4);
        assertThat(field.errorProperty().get()).endsWith("A whole number from 1 to 96.");
    }

    @Test
    void anErrorBetweenTwoFieldsNamesThemAsTheScreenDoes() {
        var heads = field("model.heads");
        heads.enter("5");
        assertThat(heads.errorProperty().get()).isEqualTo("Heads is 5, but must divide Width, which is 128: try 4.");
    }

    @Test
    void theErrorGoesWhenTheLabChanges() {
        var heads = field("model.heads");
        heads.enter("5");
        session.edit("model.dim", 120);
        assertThat(heads.errorProperty().get()).isEmpty();
    }

    @Test
    void undoBringsTheFieldBack() {
        var dropout = field("model.dropout");
        dropout.enter("0.25");
        session.undo();
        assertThat(dropout.text()).isEqualTo("0");
    }

    @Test
    void anArrowGoesToTheNextNumberOfHeadsThatFits() {
        var heads = field("model.heads");
        heads.step(1);
        assertThat(heads.value()).isEqualTo(8L);
        heads.step(-1);
        assertThat(heads.value()).isEqualTo(4L);
    }

    @Test
    void anArrowStopsAtTheEnd() {
        var layers = field("model.layers");
        layers.enter("1");
        layers.step(-1);
        assertThat(layers.value()).isEqualTo(1L);
        assertThat(layers.errorProperty().get()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "training.optimizer.learningRate, 0.001, 1, 0.002",
        "training.optimizer.learningRate, 0.001, -1, 0.0005",
        "training.optimizer.learningRate, 0.0015, 1, 0.002",
        "model.dropout, 0.1, 1, 0.11",
        "model.dropout, 0, -1, 0"
    })
    void anArrowInANumberTakesAStepThatSuitsIt(String key, String from, int direction, double to) {
        var field = field(key);
        field.enter(from);
        field.step(direction);
        assertThat((Double) field.value()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0.001", "1e-8, 1e-8", "0.3, 0.3", "12, 12", "0.00001, 1e-5"})
    void numbersReadAsPeopleWriteThem(double value, String shown) {
        assertThat(english.text(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void everySettingHasANameHelpAndNamedChoicesInEachLanguage(String language) {
        var texts = new Texts(Locale.forLanguageTag(language));
        for (Setting setting : LabSettings.all()) {
            assertThat(texts.get("setting." + setting.key())).isNotBlank();
            assertThat(texts.get("setting." + setting.key() + ".help")).isNotBlank();
            if (setting instanceof Setting.Choice choice) {
                choice.values().forEach(value -> assertThat(texts.get("setting." + setting.key() + "." + value))
                        .isNotBlank());
            }
        }
    }
}
