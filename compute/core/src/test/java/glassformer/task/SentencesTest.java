package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class SentencesTest {
    @Test
    void englishEndsAtFullStops() {
        assertThat(new Sentences(Locale.ENGLISH).of("The dog barked. Did it bite? No!\nIt cost 3.50 euros."))
                .containsExactly("The dog barked.", "Did it bite?", "No!", "It cost 3.50 euros.");
    }

    @Test
    void chineseEndsAtItsOwnFullStops() {
        assertThat(new Sentences(Locale.CHINESE).of("\u72D7\u53EB\u4E86\u3002\u5B83\u54AC\u4EBA\u5417\uFF1F"))
                .containsExactly("\u72D7\u53EB\u4E86\u3002", "\u5B83\u54AC\u4EBA\u5417\uFF1F");
    }

    @Test
    void aBlankTextHasNone() {
        assertThat(new Sentences(Locale.ENGLISH).of(" \n ")).isEmpty();
    }
}
