package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.text.BertNormalizer;
import glassformer.text.BpeTrainer;
import glassformer.text.ByteSpecials;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.ReferenceTokenizer;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import glassformer.text.WordPieceTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenPairTest {
    private static final String FIRST = "the dog barked";
    private static final String SECOND = "at the other dog";
    private static final Tokenizer WORD_PIECE = new WordPieceTrainer(60, 1, BertNormalizer.uncased())
            .train(Documents.of(List.of(FIRST, SECOND)), Progress.none())
            .tokenizer();
    private static final Tokenizer ROBERTA = new BpeTrainer(290, 1, ByteSpecials.ROBERTA)
            .train(Documents.of(List.of(FIRST, SECOND)), Progress.none())
            .tokenizer();
    private static final SpecialTokens SPECIALS = WORD_PIECE.specials();

    @TempDir
    Path folder = Path.of("");

    @Test
    void pairsEqualWhatTheLibraryMakesOfTheWrittenTokenizer() throws IOException {
        for (Tokenizer tokenizer : List.of(WORD_PIECE, ROBERTA)) {
            try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, tokenizer.toJson())) {
                int[] first = tokenizer.encode(FIRST);
                int[] second = tokenizer.encode(SECOND);
                assertThat(TokenPair.of(tokenizer.specials(), first, 100).ids())
                        .isEqualTo(reference.encodeWithSpecials(FIRST));
                assertThat(TokenPair.of(tokenizer.specials(), first, second, 100)
                                .ids())
                        .isEqualTo(reference.encodePair(FIRST, SECOND));
            }
        }
    }

    @Test
    void segmentsEqualTheLibrarysForBert() throws IOException {
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, WORD_PIECE.toJson())) {
            assertThat(TokenPair.of(SPECIALS, WORD_PIECE.encode(FIRST), WORD_PIECE.encode(SECOND), 100)
                            .segments())
                    .isEqualTo(reference.pairSegments(FIRST, SECOND));
        }
    }

    @Test
    void theLongerTextIsCutFirst() {
        TokenPair pair = TokenPair.of(SPECIALS, new int[] {10, 11, 12, 13, 14, 15}, new int[] {20, 21, 22}, 8);

        assertThat(pair.ids()).containsExactly(2, 10, 11, 12, 3, 20, 21, 3);
        assertThat(pair.segments()).containsExactly(0, 0, 0, 0, 0, 1, 1, 1);
    }

    @Test
    void aShortTextIsNotCutForALongOne() {
        TokenPair pair = TokenPair.of(SPECIALS, new int[] {10}, new int[] {20, 21, 22, 23, 24, 25}, 8);

        assertThat(pair.ids()).containsExactly(2, 10, 3, 20, 21, 22, 23, 3);
    }

    @Test
    void aSingleTextIsCutAtItsEnd() {
        assertThat(TokenPair.of(SPECIALS, new int[] {10, 11, 12}, 4).ids()).containsExactly(2, 10, 11, 3);
    }

    @Test
    void aLengthWithoutRoomForTextIsRefused() {
        assertThatThrownBy(() -> TokenPair.of(SPECIALS, new int[] {10}, new int[] {20}, 3))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("more than 3");
    }
}
