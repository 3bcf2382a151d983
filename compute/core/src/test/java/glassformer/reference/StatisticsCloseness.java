package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.engine.TensorStatistics;
import java.util.Arrays;
import java.util.List;

/// Compares statistics of single precision with those of double precision.
final class StatisticsCloseness {
    private StatisticsCloseness() {}

    static void assertClose(List<TensorStatistics> found, List<TensorStatistics> expected) {
        assertThat(found).hasSameSizeAs(expected).isNotEmpty();
        for (TensorStatistics truth : expected) {
            TensorStatistics mine = found.stream()
                    .filter(one -> one.name().equals(truth.name()) && one.kind() == truth.kind())
                    .findFirst()
                    .orElseThrow();
            String what = truth.kind() + " " + truth.name();
            // A key's bias has the gradient 0 but for rounding.
            assertThat(mine.norm()).as(what).isCloseTo(truth.norm(), within(1e-4 * truth.norm() + 1e-6));
            if (truth.norm() < 1e-5) continue;
            if (truth.ratio() != null) {
                assertThat(mine.ratio()).as(what).isCloseTo(truth.ratio(), within(1e-3 * truth.ratio()));
            }
            assertThat(mine.dead()).as(what).isEqualTo(truth.dead());
            double width = truth.histogram().max() - truth.histogram().min();
            assertThat(mine.histogram().min())
                    .as(what)
                    .isCloseTo(truth.histogram().min(), within(1e-3 * width));
            assertThat(mine.histogram().max())
                    .as(what)
                    .isCloseTo(truth.histogram().max(), within(1e-3 * width));
            long moved = 0;
            long ahead = 0;
            for (int bin = 0; bin < truth.histogram().counts().length; bin++) {
                ahead += mine.histogram().counts()[bin] - truth.histogram().counts()[bin];
                moved += Math.abs(ahead);
            }
            assertThat(ahead).as("all values are counted").isZero();
            // Those on an edge may lie on its other side.
            long size = Arrays.stream(truth.histogram().counts()).sum();
            assertThat(moved).as(what).isLessThanOrEqualTo(1 + size / 50);
        }
    }
}
