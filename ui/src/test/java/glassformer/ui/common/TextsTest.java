package glassformer.ui.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @Test
    void everyTextIsTranslatedWithTheSameArguments() throws IOException {
        Properties english = load("messages.properties");
        Properties chinese = load("messages_zh_CN.properties");
        assertThat(chinese.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(arguments(chinese.getProperty(key))).as(key).isEqualTo(arguments(english.getProperty(key)));
        }
    }

    @Test
    void aTextWithArgumentsDoublesItsApostrophes() throws IOException {
        Properties english = load("messages.properties");
        for (String key : english.stringPropertyNames()) {
            String text = english.getProperty(key);
            if (!arguments(text).isEmpty())
                assertThat(text.replace("''", "")).as(key).doesNotContain("'");
        }
    }

    @Test
    void chineseIsChineseAndOtherLanguagesFallBackToEnglish() {
        assertThat(new Texts(Locale.SIMPLIFIED_CHINESE).get("page.train")).isEqualTo("训练");
        assertThat(new Texts(Locale.FRANCE).get("page.train")).isEqualTo("Train");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "zh-CN", "zh-SG", "zh-Hans", "zh-TW", "zh-Hant-HK"})
    void everyFormOfChineseIsAnsweredInChinese(String tag) {
        assertThat(new Texts(Locale.forLanguageTag(tag)).get("page.train")).isEqualTo("训练");
    }

    @Test
    void anUnknownKeyIsAnError() {
        assertThatThrownBy(() -> new Texts(Locale.ENGLISH).get("no.such.text"))
                .isInstanceOf(MissingResourceException.class);
    }

    private static TreeSet<String> arguments(String text) {
        var found = new TreeSet<String>();
        Pattern.compile("\\{\\d+").matcher(text).results().forEach(match -> found.add(match.group()));
        return found;
    }

    private static Properties load(String name) throws IOException {
        var properties = new Properties();
        var stream = Objects.requireNonNull(TextsTest.class.getResourceAsStream("/glassformer/ui/" + name));
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
