package glassformer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.data.Example;
import glassformer.data.Input;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawnAugmentationTest {
    private static final Example EXAMPLE =
            new Example.Classified(new Input.Single("a big fish swam round a big tree and slept"), "sea");

    @Test
    void anExampleIsChangedAboutAsOftenAsTheProbabilitySays() {
        DrawnAugmentation half = new DrawnAugmentation(new RandomSwap(0.1), DrawnAugmentation.HALF);

        long changed = LongStream.range(0, 2000)
                .filter(place -> !half.of(EXAMPLE, 1, place).equals(EXAMPLE))
                .count();

        assertThat(changed / 2000.0).isCloseTo(0.5, within(0.05)); // 4.5 standard deviations
    }

    @Test
    void theSameSeedAndPlaceGiveTheSameChange() {
        DrawnAugmentation always = new DrawnAugmentation(new RandomDeletion(0.3), 1);

        assertThat(always.of(EXAMPLE, 7, 12)).isEqualTo(always.of(EXAMPLE, 7, 12));
        assertThat(LongStream.range(0, 20)
                        .mapToObj(place -> always.of(EXAMPLE, 7, place))
                        .distinct()
                        .count())
                .isGreaterThan(5);
        assertThat(LongStream.range(0, 20)
                        .mapToObj(seed -> always.of(EXAMPLE, seed, 12))
                        .distinct()
                        .count())
                .isGreaterThan(5);
    }

    @ParameterizedTest
    @EnumSource(names = {"INSERTION", "DELETION", "SWAP", "SYNONYMS"})
    void everyKindThatChangesWordsKeepsTheAnswer(AugmentationKind kind) {
        Example changed = new DrawnAugmentation(WordChanges.of(kind, 0.5), 1).of(EXAMPLE, 1, 1);

        assertThat(changed).isNotEqualTo(EXAMPLE).isInstanceOf(Example.Classified.class);
        assertThat(((Example.Classified) changed).label()).isEqualTo("sea");
    }

    @Test
    void whatTranslatesToNothingStaysAsItIs() {
        BackTranslation silent = new BackTranslation(text -> "un poisson", text -> " ");

        assertThat(silent.apply("a fish", new SplittableRandom(1))).isEqualTo("a fish");
    }

    @Test
    void backTranslationGoesThereAndBack() {
        BackTranslation translation =
                new BackTranslation(text -> text.replace("fish", "poisson"), text -> text.replace("poisson", "fishes"));

        assertThat(new DrawnAugmentation(translation, 1).of(EXAMPLE, 1, 1))
                .isEqualTo(new Example.Classified(
                        new Input.Single("a big fishes swam round a big tree and slept"), "sea"));
    }
}
