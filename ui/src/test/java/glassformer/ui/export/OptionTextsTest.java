package glassformer.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.export.Exporter;
import glassformer.export.Exporters;
import glassformer.settings.Setting;
import glassformer.ui.common.Texts;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OptionTextsTest {
    @Test
    void everyOptionOfEveryFormatHasANameAndAnExplanation() {
        Texts texts = new Texts(Locale.ENGLISH);
        for (Exporter exporter : Exporters.standard().all()) {
            for (Setting option : exporter.options()) {
                assertThat(texts.find("export.option." + option.key()))
                        .as(option.key())
                        .isPresent();
                assertThat(texts.find("export.option." + option.key() + ".help"))
                        .as(option.key())
                        .isPresent();
            }
        }
    }
}
