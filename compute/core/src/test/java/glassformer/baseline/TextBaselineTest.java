package glassformer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.data.Example;
import glassformer.data.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Expected numbers are scikit-learn 1.9.1's: TfidfVectorizer(token_pattern=r"\w+", sublinear_tf=...) and
/// LogisticRegression(C=..., tol=1e-12), which minimise and scale by the same formulas.
class TextBaselineTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final Offset<Double> CLOSE = within(2e-5);
    private static final List<String> TEXTS = List.of(
            "The cat sat on the mat",
            "A dog chased the cat, the cat ran",
            "Two birds sang in the tree",
            "The market fell by two percent",
            "Shares of the bank rose",
            "The bank cut its rate, the market rose",
            "Rain fell on the hills all night",
            "The sun rose over the hills",
            "Snow and rain closed the road");
    private static final int[] LABELS = {0, 0, 0, 1, 1, 1, 2, 2, 2};

    @Test
    void sublinearTfIdfIsThatOfScikitLearn() {
        SparseRow row = TfIdf.fit(TEXTS, true, 1, 100).row(TEXTS.get(1));

        assertThat(row.indices()).containsExactly(0, 6, 7, 10, 23, 32);
        assertThat(row.values())
                .containsExactly(
                        new double[] {
                            0.39325965973579224,
                            0.5623845410695147,
                            0.39325965973579224,
                            0.39325965973579224,
                            0.39325965973579224,
                            0.255168548344005
                        },
                        EXACT);
    }

    @Test
    void plainTfIdfIsThatOfScikitLearnAndPassesOverNewWords() {
        SparseRow row = TfIdf.fit(TEXTS, false, 1, 100).row("the cat the cat saw the bank");

        assertThat(row.indices()).containsExactly(3, 6, 32);
        assertThat(row.values())
                .containsExactly(new double[] {0.38200211552947017, 0.7640042310589403, 0.5199729980057107}, EXACT);
    }

    @Test
    void rareTermsCanBeLeftOut() {
        assertThat(TfIdf.fit(TEXTS, false, 2, 100).terms())
                .containsExactly("bank", "cat", "fell", "hills", "market", "on", "rain", "rose", "the", "two");
    }

    @Test
    void theTermsInMostTextsAreKeptAndOfEqualsTheFirst() {
        assertThat(TfIdf.fit(TEXTS, false, 1, 3).terms()).containsExactly("bank", "rose", "the");
    }

    @Test
    void chineseCharactersAreTermsOfTheirOwn() {
        assertThat(Terms.of("我爱GPT-2，très bien")).containsExactly("我", "爱", "gpt", "2", "très", "bien");
    }

    @Test
    void probabilitiesAreThoseOfScikitLearn() {
        LogisticRegression regression = fit(1);
        TfIdf tfIdf = TfIdf.fit(TEXTS, true, 1, 100);

        assertThat(regression.probabilities(tfIdf.row("The cat and the dog")))
                .containsExactly(new double[] {0.43610657147752674, 0.2535689232321935, 0.3103245052902798}, CLOSE);
        assertThat(regression.probabilities(tfIdf.row("rain on the bank")))
                .containsExactly(new double[] {0.29573946037509996, 0.3269370542182035, 0.3773234854066966}, CLOSE);
        assertThat(regression.probabilities(tfIdf.row("unknown words")))
                .containsExactly(new double[] {0.33982070334242026, 0.3262658890327312, 0.33391340762484856}, CLOSE);
    }

    @Test
    void weakerPenaltyIsThatOfScikitLearn() {
        assertThat(fit(10).probabilities(TfIdf.fit(TEXTS, true, 1, 100).row("The cat and the dog")))
                .containsExactly(new double[] {0.6384750332745324, 0.12786606404391898, 0.23365890268154862}, CLOSE);
    }

    @Test
    void weightsAreThoseOfScikitLearn() {
        LogisticRegression regression = fit(1);
        int cat = TfIdf.fit(TEXTS, true, 1, 100).terms().indexOf("cat");

        assertThat(regression.weight(0, cat)).isEqualTo(0.46270476704569335, CLOSE);
        assertThat(regression.weight(1, cat)).isEqualTo(-0.2243152711121228, CLOSE);
        assertThat(regression.weight(2, cat)).isEqualTo(-0.23838949593357056, CLOSE);
    }

    @Test
    void lbfgsFindsTheLowestPointOfASkewedBowl() {
        double[] scales = {1, 100, 10_000};
        Objective bowl = (point, gradient) -> {
            double value = 0;
            for (int i = 0; i < point.length; i++) {
                gradient[i] = scales[i] * (point[i] - i);
                value += scales[i] * (point[i] - i) * (point[i] - i) / 2;
            }
            return value;
        };

        assertThat(new Lbfgs(1e-8, 200).minimise(bowl, new double[3], new double[] {1, 1, 1}))
                .containsExactly(new double[] {0, 1, 2}, within(1e-8));
    }

    @Test
    void lbfgsThatKnowsTheCurvatureIsThereAtOnce() {
        double[] scales = {1, 100, 10_000};
        int[] calls = {0};
        Objective bowl = (point, gradient) -> {
            calls[0]++;
            double value = 0;
            for (int i = 0; i < point.length; i++) {
                gradient[i] = scales[i] * (point[i] - i);
                value += scales[i] * (point[i] - i) * (point[i] - i) / 2;
            }
            return value;
        };

        assertThat(new Lbfgs(1e-8, 200).minimise(bowl, new double[3], scales))
                .containsExactly(new double[] {0, 1, 2}, within(1e-8));
        assertThat(calls[0]).isLessThanOrEqualTo(3);
    }

    @Test
    void theLossHasTheSlopeThatItTells() {
        TfIdf tfIdf = TfIdf.fit(TEXTS, true, 1, 100);
        int size = tfIdf.terms().size();
        SoftmaxLoss loss = new SoftmaxLoss(TEXTS.stream().map(tfIdf::row).toList(), LABELS, 3, size, 2);
        double[] point = new Random(3).doubles((size + 1) * 3, -1, 1).toArray();
        double[] slope = new double[point.length];
        double[] unused = new double[point.length];
        loss.at(point, slope);

        for (int i = 0; i < point.length; i += 7) {
            double at = point[i];
            point[i] = at + 1e-5;
            double above = loss.at(point, unused);
            point[i] = at - 1e-5;
            double below = loss.at(point, unused);
            point[i] = at;
            assertThat(slope[i]).as("slope " + i).isCloseTo((above - below) / 2e-5, within(1e-6));
        }
    }

    @Test
    void oneCoreGivesTheSameWeightsAsSeveral() throws Exception {
        double[] several = weights();
        try (ForkJoinPool one = new ForkJoinPool(1)) {
            assertThat(one.submit(TextBaselineTest::weights).get()).isEqualTo(several);
        }
    }

    /// Each text many times counts as a weaker penalty does.
    @Test
    void manyRowsLeadToTheSameWeightsAsFew() {
        TfIdf tfIdf = TfIdf.fit(TEXTS, true, 1, 100);
        int times = 2000;
        List<SparseRow> rows = new ArrayList<>();
        int[] labels = new int[times * LABELS.length];
        for (int i = 0; i < labels.length; i++) {
            rows.add(tfIdf.row(TEXTS.get(i % LABELS.length)));
            labels[i] = LABELS[i % LABELS.length];
        }
        LogisticRegression many =
                LogisticRegression.fit(rows, labels, 3, tfIdf.terms().size(), 10.0 / times, 1e-9);
        LogisticRegression few = fit(10);
        for (String text : TEXTS) {
            assertThat(many.probabilities(tfIdf.row(text))).containsExactly(few.probabilities(tfIdf.row(text)), CLOSE);
        }
    }

    private static double[] weights() {
        LogisticRegression regression = fit(1);
        return IntStream.range(0, 60)
                .mapToDouble(i -> regression.weight(i % 3, i / 3))
                .toArray();
    }

    @Test
    void baselineKnowsItsTrainingTexts() {
        List<Example.Classified> examples = new ArrayList<>();
        for (int i = 0; i < LABELS.length; i++) {
            examples.add(new Example.Classified(new Input.Single(TEXTS.get(i)), "class " + LABELS[i]));
        }

        assertThat(TextBaseline.train(examples).evaluate(examples).accuracy()).isEqualTo(1);
    }

    @Test
    void oneClassIsAnError() {
        assertThatThrownBy(() -> TextBaseline.train(List.of(new Example.Classified(new Input.Single("a"), "only"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("1 classes");
    }

    private static LogisticRegression fit(double c) {
        TfIdf tfIdf = TfIdf.fit(TEXTS, true, 1, 100);
        return LogisticRegression.fit(
                TEXTS.stream().map(tfIdf::row).toList(),
                LABELS,
                3,
                tfIdf.terms().size(),
                c,
                1e-7);
    }
}
