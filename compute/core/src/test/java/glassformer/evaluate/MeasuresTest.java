package glassformer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private static final Offset<Double> CLOSE = within(1e-12);
    private static final ConfusionMatrix MATRIX =
            ConfusionMatrix.of(words("a a a a b b b c c a"), words("a a b a b b c c d b"));

    @Test
    void confusionCountsTrueClassesByRow() {
        assertThat(MATRIX.labels()).containsExactly("a", "b", "c", "d");
        assertThat(MATRIX.counts())
                .containsExactly(List.of(3, 2, 0, 0), List.of(0, 2, 1, 0), List.of(0, 0, 1, 1), List.of(0, 0, 0, 0));
    }

    /// Against scikit-learn 1.9.1: accuracy_score, and f1_score with average=None and "macro", zero_division=0.
    @Test
    void accuracyAndF1AreThoseOfScikitLearn() {
        assertThat(MATRIX.accuracy()).isEqualTo(0.6, CLOSE);
        assertThat(MATRIX.f1(0)).isEqualTo(0.75, CLOSE);
        assertThat(MATRIX.f1(1)).isEqualTo(4 / 7.0, CLOSE);
        assertThat(MATRIX.f1(2)).isEqualTo(0.5, CLOSE);
        assertThat(MATRIX.f1(3)).isZero();
        assertThat(MATRIX.macroF1()).isEqualTo(0.45535714285714285, CLOSE);
    }

    @Test
    void precisionAndRecallAreSharesOfColumnAndRow() {
        assertThat(MATRIX.precision(1)).isEqualTo(0.5);
        assertThat(MATRIX.recall(0)).isEqualTo(0.6);
        assertThat(MATRIX.recall(3)).isZero();
    }

    @Test
    void alwaysTheMostFrequentClassScoresItsShare() {
        assertThat(MATRIX.mostFrequentClassRate()).isEqualTo(0.5);
    }

    @Test
    void exactMatchAllowsForSpacesAtTheEndsOnly() {
        assertThat(Measures.exactMatch(List.of("85", "a b", "c", "d"), List.of(" 85\n", "a  b", "C", "d")))
                .isEqualTo(0.5);
    }

    /// Against numpy 2.4.6: corrcoef.
    @Test
    void correlationIsPearsons() {
        assertThat(Measures.correlation(new double[] {1, 2, 3, 5}, new double[] {2, 1, 5, 6}))
                .isEqualTo(0.8609160647753272, CLOSE);
        assertThat(Measures.correlation(new double[] {1, 2, 3}, new double[] {-1, -3, -5}))
                .isEqualTo(-1, CLOSE);
        assertThat(Measures.correlation(new double[] {1, 2, 3}, new double[] {4, 4, 4}))
                .isZero();
    }

    @Test
    void ignoredTokensDoNotCount() {
        assertThat(Measures.tokenAccuracy(new int[] {1, 2, -100, -100}, new int[] {1, 3, -100, 4}, -100))
                .isEqualTo(0.5);
    }

    @Test
    void guessingAmongTenHasAPerplexityOfTen() {
        assertThat(Measures.perplexity(-Math.log(0.1))).isEqualTo(10, within(1e-9));
    }

    @Test
    void aPredictionTooFewIsAnError() {
        assertThatThrownBy(() -> ConfusionMatrix.of(List.of("a", "b"), List.of("a")))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("There are 1 predictions for 2 expected ones");
    }

    /// Against sacrebleu 2.6.0: corpus_bleu with tokenize="none" and smooth_method="none".
    @Test
    void corpusBleuIsThatOfSacrebleu() {
        Bleu bleu = Bleu.corpus(
                List.of(
                        words("the cat is on the mat today"),
                        words("there is a small dog in the garden"),
                        words("he went home")),
                List.of(
                        words("the cat is on the red mat"),
                        words("there is a dog in the green garden today"),
                        words("he went back home again")));

        assertThat(bleu.score()).isEqualTo(0.3990353118804257, CLOSE);
        assertThat(bleu.precisions().get(0)).isEqualTo(16 / 18.0, CLOSE);
        assertThat(bleu.precisions().get(1)).isEqualTo(9 / 15.0, CLOSE);
        assertThat(bleu.precisions().get(2)).isEqualTo(5 / 12.0, CLOSE);
        assertThat(bleu.precisions().get(3)).isEqualTo(2 / 9.0, CLOSE);
        assertThat(bleu.brevityPenalty()).isEqualTo(0.846481724890614, CLOSE);
    }

    /// The example of Papineni et al. 2002: two of seven words may match.
    @Test
    void repeatedWordsAreClipped() {
        Bleu bleu = Bleu.corpus(List.of(words("the the the the the the the")), List.of(words("the cat is on the mat")));

        assertThat(bleu.precisions().getFirst()).isEqualTo(2 / 7.0, CLOSE);
        assertThat(bleu.score()).isZero();
    }

    @Test
    void theReferenceItselfScoresOne() {
        assertThat(Bleu.corpus(List.of(words("a b c d")), List.of(words("a b c d")))
                        .score())
                .isEqualTo(1, CLOSE);
    }

    @Test
    void writingNothingScoresZero() {
        assertThat(Bleu.corpus(List.of(List.of()), List.of(words("a b c d"))).score())
                .isZero();
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).toList();
    }
}
