package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// BERT's English vocabulary and a Chinese one, from published models.
class PublishedWordPieceTest {
    @TempDir
    Path folder = Path.of("");

    private static String json(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                PublishedWordPieceTest.class.getResourceAsStream("/" + name), "the test dependency holds " + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"all-minilm-l6-v2-q-tokenizer.json", "bge-small-zh-q-tokenizer.json"})
    void idsEqualTheLibrarysOnTenThousandRandomStrings(String name) throws IOException {
        String json = json(name);
        WordPieceTokenizer tokenizer = (WordPieceTokenizer) Tokenizers.parse(json, name);
        RandomText random = new RandomText(1);
        SplittableRandom pick = new SplittableRandom(2);
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, json)) {
            for (int i = 0; i < 10_000; i++) {
                String text = random.next(15) + words(tokenizer, pick) + random.next(15);
                int[] expected = reference.encode(text);
                if (!Arrays.equals(tokenizer.encode(text), expected)) {
                    assertThat(tokenizer.encode(text))
                            .as(text.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining(" ")))
                            .isEqualTo(expected);
                }
            }
        }
    }

    /// Pieces of the vocabulary in a row, some glued, some capital.
    private static String words(WordPieceTokenizer tokenizer, SplittableRandom random) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            String piece = tokenizer.token(random.nextInt(tokenizer.vocabSize()));
            out.append(random.nextInt(3) == 0 ? piece.replace("##", "") : " " + piece);
            if (random.nextInt(4) == 0) {
                out.append(piece.toUpperCase(java.util.Locale.ROOT));
            }
        }
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all-minilm-l6-v2-q-tokenizer.json", "bge-small-zh-q-tokenizer.json"})
    void writtenAgainTheLibraryGivesTheSameIds(String name) throws IOException {
        Tokenizer tokenizer = Tokenizers.parse(json(name), name);
        String text =
                "The lab's caf\u00E9 is un\u00ADbelievably good! \u6211\u5011\u559C\u6B61\u8A9E\u8A00\u6A21\u578B\u3002";
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, json(name));
                ReferenceTokenizer again = new ReferenceTokenizer(folder, tokenizer.toJson())) {
            assertThat(again.encodePair(text, "b")).isEqualTo(reference.encodePair(text, "b"));
            assertThat(tokenizer.decode(reference.encode(text))).isEqualTo(reference.decode(reference.encode(text)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"all-minilm-l6-v2-q-tokenizer.json", "bge-small-zh-q-tokenizer.json"})
    void specialTokensAreFoundWhereBertHasThem(String name) throws IOException {
        SpecialTokens specials = Tokenizers.parse(json(name), name).specials();

        assertThat(specials.ids()).containsExactly(0, 100, 101, 102, 103);
    }
}
