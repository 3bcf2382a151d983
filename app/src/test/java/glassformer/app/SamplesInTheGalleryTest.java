package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.samples.SampleLabs;
import glassformer.ui.common.Texts;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesInTheGalleryTest {
    static Iterable<String> names() {
        return new SampleLabs().names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySampleIsDescribedInBothLanguages(String name) {
        String key = "home.sample." + name;
        assertThat(new Texts(Locale.ENGLISH).find(key))
                .hasValue(new SampleLabs().lab(name).description());
        assertThat(new Texts(Locale.SIMPLIFIED_CHINESE).find(key))
                .hasValueSatisfying(text -> assertThat(text).containsPattern("\\p{IsHan}{3}"));
    }
}
