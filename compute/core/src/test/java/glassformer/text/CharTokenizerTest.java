package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharTokenizerTest {
    @TempDir
    Path folder = Path.of("");

    private static CharTokenizer trainedOn(String... documents) {
        return CharTokenizer.train(Documents.of(List.of(documents)), Progress.none());
    }

    @Test
    void idsFollowCodePointOrderAfterUnknown() {
        CharTokenizer tokenizer = trainedOn("ba", "\uD83D\uDE00c");

        assertThat(tokenizer.vocabSize()).isEqualTo(5);
        assertThat(tokenizer.encode("abc\uD83D\uDE00?")).containsExactly(1, 2, 3, 4, 0);
        assertThat(tokenizer.unknown()).hasValue(0);
        assertThat(tokenizer.endOfText()).isEmpty();
    }

    @Test
    void idsEqualTheLibrarysOnRandomUnicode() throws IOException {
        RandomText random = new RandomText(1);
        String[] documents = new String[300];
        for (int i = 0; i < documents.length; i++) {
            documents[i] = random.next(40);
        }
        CharTokenizer tokenizer = trainedOn(documents);
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, tokenizer.toJson())) {
            for (int i = 0; i < 3000; i++) {
                String text = random.next(60);
                assertThat(tokenizer.encode(text)).isEqualTo(reference.encode(text));
                assertThat(tokenizer.decode(tokenizer.encode(text)))
                        .isEqualTo(reference.decode(reference.encode(text)));
            }
        }
    }

    @Test
    void decodingGivesKnownTextBack() {
        CharTokenizer tokenizer = trainedOn("Zw\u00F6lf \uD83D\uDE00\r\n");

        assertThat(tokenizer.decode(tokenizer.encode("\uD83D\uDE00\u00F6 w\n"))).isEqualTo("\uD83D\uDE00\u00F6 w\n");
    }

    @Test
    void readingItsOwnJsonGivesTheSameTokenizer() {
        CharTokenizer tokenizer = trainedOn("a \u0000\"\\\n\u4E2D");

        Tokenizer read = Tokenizers.parse(tokenizer.toJson(), "test");

        assertThat(read.kind()).isEqualTo("char");
        assertThat(read.toJson()).isEqualTo(tokenizer.toJson());
        assertThat(read.encode("\u4E2Da\u0000x")).isEqualTo(tokenizer.encode("\u4E2Da\u0000x"));
    }

    @Test
    void unpairedSurrogatesAreUnknown() {
        CharTokenizer tokenizer = trainedOn("a\uD800");

        assertThat(tokenizer.encode("\uD800a")).containsExactly(0, 1);
    }

    @Test
    void spansCountAnEmojiAsTwoChars() {
        CharTokenizer tokenizer = trainedOn("a\uD83D\uDE00");

        assertThat(tokenizer.spans("\uD83D\uDE00a")).containsExactly(new TokenSpan(2, 0, 2), new TokenSpan(1, 2, 3));
    }

    @Test
    void tokensAreReadable() {
        CharTokenizer tokenizer = trainedOn("\n a");

        assertThat(List.of(tokenizer.token(0), tokenizer.token(1), tokenizer.token(2), tokenizer.token(3)))
                .containsExactly("<unk>", "\\n", " ", "a");
    }
}
