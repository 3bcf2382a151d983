package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    @Test
    void theShareOfValidationDocumentsIsNearTheFraction() {
        for (long seed = 0; seed < 20; seed++) {
            Split split = new Split(0.1, seed);
            long validation =
                    LongStream.range(0, 20_000).filter(split::isValidation).count();
            assertThat(validation).isBetween(1_850L, 2_150L);
        }
    }

    @Test
    void neitherSideIsEmptyWithTwoDocuments() {
        for (long seed = 0; seed < 200; seed++) {
            Split split = new Split(0.001, seed);
            assertThat(split.isValidation(0)).isNotEqualTo(split.isValidation(1));
        }
    }

    @Test
    void anotherSeedGivesAnotherSplit() {
        Split one = new Split(0.5, 1);
        Split two = new Split(0.5, 2);

        long same = LongStream.range(0, 10_000)
                .filter(i -> one.isValidation(i) == two.isValidation(i))
                .count();

        assertThat(same).isBetween(4_700L, 5_300L);
    }

    @Test
    void theSameSeedGivesTheSameSplit() {
        assertThat(LongStream.range(0, 1000)
                        .filter(new Split(0.3, 7)::isValidation)
                        .toArray())
                .isEqualTo(LongStream.range(0, 1000)
                        .filter(new Split(0.3, 7)::isValidation)
                        .toArray());
    }

    @Test
    void aFractionOutsideZeroToOneIsRefused() {
        for (double fraction : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatThrownBy(() -> new Split(fraction, 0))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("validationFraction");
        }
    }
}
