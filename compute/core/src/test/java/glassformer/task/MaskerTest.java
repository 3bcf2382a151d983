package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.text.BertNormalizer;
import glassformer.text.BpeTrainer;
import glassformer.text.ByteSpecials;
import glassformer.text.CharTokenizer;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.WordPieceTrainer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MaskerTest {
    private static final String TEXT = "the barking dog barked at the other dogs, unbelievably loudly";
    private static final Tokenizer WORD_PIECE = new WordPieceTrainer(60, 1, BertNormalizer.uncased())
            .train(Documents.of(List.of(TEXT)), Progress.none())
            .tokenizer();
    private static final Tokenizer ROBERTA = new BpeTrainer(290, 1, ByteSpecials.ROBERTA)
            .train(Documents.of(List.of(TEXT)), Progress.none())
            .tokenizer();
    private static final int TOKENS = 20_000;

    /// Ordinary tokens with special ones among them.
    private static int[] sequence(Tokenizer tokenizer, int length) {
        SplittableRandom random = new SplittableRandom(1);
        int[] ids = random.ints(length, 5, tokenizer.vocabSize()).toArray();
        for (int t = 0; t < length; t += 10) {
            ids[t] = t / 10 % 5;
        }
        return ids;
    }

    /// Within five standard deviations.
    private static void assertShare(long count, long of, double share) {
        assertThat((double) count / of)
                .isCloseTo(share, org.assertj.core.data.Offset.offset(5 * Math.sqrt(share * (1 - share) / of)));
    }

    @Test
    void theRateAndTheSharesAreWhatIsAskedFor() {
        int[] ids = sequence(WORD_PIECE, TOKENS);
        MaskedTokens masked = new Masker(WORD_PIECE, Masking.bert(0.15, 3)).mask(ids, 0, 0);

        int mask = WORD_PIECE.specials().requireMask();
        int asMask = 0;
        int changed = 0;
        for (int t = 0; t < TOKENS; t++) {
            if (masked.labels()[t] == MaskedTokens.IGNORED) {
                assertThat(masked.inputs()[t]).isEqualTo(ids[t]);
            } else {
                assertThat(masked.labels()[t]).isEqualTo(ids[t]);
                asMask += masked.inputs()[t] == mask ? 1 : 0;
                changed += masked.inputs()[t] != ids[t] && masked.inputs()[t] != mask ? 1 : 0;
            }
        }
        int ordinary = WORD_PIECE.vocabSize() - 5;
        assertShare(masked.guesses(), TOKENS * 9 / 10, 0.15);
        assertShare(asMask, masked.guesses(), 0.8);
        assertShare(changed, masked.guesses(), 0.1 * (ordinary - 1) / ordinary);
    }

    @Test
    void specialTokensAreNeitherChosenNorPutIn() {
        for (Tokenizer tokenizer : List.of(WORD_PIECE, ROBERTA)) {
            int[] ids = sequence(tokenizer, TOKENS);
            MaskedTokens masked = new Masker(tokenizer, new Masking(0.9, 0.1, 0.9, true, true, 4)).mask(ids, 0, 0);

            for (int t = 0; t < TOKENS; t++) {
                if (tokenizer.specials().contains(ids[t])) {
                    assertThat(masked.labels()[t]).isEqualTo(MaskedTokens.IGNORED);
                    assertThat(masked.inputs()[t]).isEqualTo(ids[t]);
                } else if (masked.inputs()[t] != tokenizer.specials().requireMask()) {
                    assertThat(tokenizer.specials().contains(masked.inputs()[t]))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void wholeWordsAreChosenWhole() {
        for (Tokenizer tokenizer : List.of(WORD_PIECE, ROBERTA)) {
            int[] ids = sequence(tokenizer, TOKENS);
            Masking masking = Masking.bert(0.15, 5).withWholeWords();
            MaskedTokens masked = new Masker(tokenizer, masking).mask(ids, 0, 0);

            int inside = 0;
            int words = 0;
            int chosenWords = 0;
            for (int t = 1; t < TOKENS; t++) {
                boolean special = tokenizer.specials().contains(ids[t]);
                boolean afterSpecial = tokenizer.specials().contains(ids[t - 1]);
                boolean chosen = masked.labels()[t] != MaskedTokens.IGNORED;
                if (special) {
                    continue;
                }
                if (!afterSpecial && continuesWord(tokenizer, ids[t])) {
                    inside++;
                    assertThat(chosen).isEqualTo(masked.labels()[t - 1] != MaskedTokens.IGNORED);
                } else {
                    words++;
                    chosenWords += chosen ? 1 : 0;
                }
            }
            assertThat(inside).isGreaterThan(TOKENS / 10);
            assertShare(chosenWords, words, 0.15);
        }
    }

    private static boolean continuesWord(Tokenizer tokenizer, int id) {
        return tokenizer.kind().equals("wordpiece")
                ? tokenizer.token(id).startsWith("##")
                : !tokenizer.token(id).startsWith(" ")
                        && !tokenizer.token(id).startsWith("\\")
                        && !Character.isWhitespace(tokenizer.token(id).charAt(0));
    }

    @Test
    void theSameSeedExampleAndStepGiveTheSameMasks() {
        int[] ids = sequence(WORD_PIECE, 500);
        Masker masker = new Masker(WORD_PIECE, Masking.bert(0.3, 6));
        MaskedTokens before = masker.mask(ids, 7, 8);
        masker.mask(ids, 1, 1);

        assertThat(masker.mask(ids, 7, 8).inputs()).isEqualTo(before.inputs());
        assertThat(masker.mask(ids, 7, 8).labels()).isEqualTo(before.labels());
    }

    @Test
    void anotherSeedOrExampleGivesOtherMasks() {
        int[] ids = sequence(WORD_PIECE, 500);
        int[] labels =
                new Masker(WORD_PIECE, Masking.bert(0.3, 6)).mask(ids, 7, 8).labels();

        assertThat(new Masker(WORD_PIECE, Masking.bert(0.3, 6)).mask(ids, 8, 8).labels())
                .isNotEqualTo(labels);
        assertThat(new Masker(WORD_PIECE, Masking.bert(0.3, 7)).mask(ids, 7, 8).labels())
                .isNotEqualTo(labels);
    }

    @Test
    void dynamicMasksChangeWithTheStepAndFixedOnesDoNot() {
        int[] ids = sequence(WORD_PIECE, 500);
        Masker dynamic = new Masker(WORD_PIECE, Masking.bert(0.3, 6));
        Masker fixed = new Masker(WORD_PIECE, Masking.bert(0.3, 6).withFixedMasks());

        assertThat(dynamic.mask(ids, 7, 8).labels())
                .isNotEqualTo(dynamic.mask(ids, 7, 9).labels());
        assertThat(fixed.mask(ids, 7, 8).labels())
                .isEqualTo(fixed.mask(ids, 7, 9).labels());
        assertThat(fixed.mask(ids, 7, 8).inputs())
                .isEqualTo(fixed.mask(ids, 7, 9).inputs());
    }

    @Test
    void evenAShortSequenceHasATokenToGuess() {
        Masker masker = new Masker(WORD_PIECE, Masking.bert(0.01, 6));
        for (int example = 0; example < 200; example++) {
            assertThat(masker.mask(new int[] {2, 7, 8, 3}, example, 0).guesses())
                    .isPositive();
        }
    }

    @Test
    void aSequenceOfSpecialTokensHasNothingToGuess() {
        assertThat(new Masker(WORD_PIECE, Masking.bert(0.5, 6))
                        .mask(new int[] {2, 3, 0, 0}, 0, 0)
                        .guesses())
                .isZero();
    }

    @Test
    void aRowOfABatchIsTheSequenceMaskedAloneAndPadded() {
        Masker masker = new Masker(WORD_PIECE, Masking.bert(0.5, 6));
        int[] longer = {2, 10, 11, 12, 13, 3};
        int[] shorter = {2, 14, 15, 3};

        MaskedBatch batch = masker.batch(List.of(longer, shorter), new long[] {40, 41}, 9);

        MaskedTokens alone = masker.mask(shorter, 41, 9);
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.length()).isEqualTo(6);
        assertThat(batch.lengths()).containsExactly(6, 4);
        assertThat(java.util.Arrays.copyOfRange(batch.inputs(), 6, 10)).isEqualTo(alone.inputs());
        assertThat(java.util.Arrays.copyOfRange(batch.labels(), 6, 10)).isEqualTo(alone.labels());
        assertThat(java.util.Arrays.copyOfRange(batch.inputs(), 10, 12)).containsExactly(0, 0);
        assertThat(java.util.Arrays.copyOfRange(batch.labels(), 10, 12)).containsExactly(-100, -100);
    }

    @Test
    void aTokenizerWithoutAMaskTokenIsRefused() {
        Tokenizer characters = CharTokenizer.train(Documents.of(List.of("ab")), Progress.none());

        assertThatThrownBy(() -> new Masker(characters, Masking.bert(0.15, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no mask token");
    }

    @Test
    void aRateOutsideZeroToOneIsRefused() {
        assertThatThrownBy(() -> Masking.bert(1.5, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("1.5");
    }
}
