package glassformer.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.data.ChangedText.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedTextTest {
    @Test
    void aReplacedWordIsMarkedOnBothSides() {
        ChangedText change = ChangedText.of("a big dog barked", "a large dog barked");
        assertThat(marked(change.before())).containsExactly("big");
        assertThat(marked(change.after())).containsExactly("large");
    }

    @Test
    void aWordLeftOutIsMarkedWhereItStood() {
        ChangedText change = ChangedText.of("the dog saw the cat", "the dog saw cat");
        assertThat(change.before()).element(3).isEqualTo(new Word("the", true));
        assertThat(marked(change.after())).isEmpty();
    }

    @Test
    void equalTextsAreTheSameWhateverTheirSpaces() {
        assertThat(ChangedText.of("a  b\n", "a b").same()).isTrue();
        assertThat(ChangedText.of("", "").same()).isTrue();
        assertThat(ChangedText.of("a b", "b a").same()).isFalse();
    }

    private static List<String> marked(List<Word> words) {
        return words.stream().filter(Word::changed).map(Word::text).toList();
    }
}
