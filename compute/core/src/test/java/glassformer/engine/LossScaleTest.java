package glassformer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossScaleTest {
    @Test
    void twoThousandGoodStepsDoubleIt() {
        LossScale scale = LossScale.INITIAL;
        for (int step = 1; step < 2000; step++) {
            scale = scale.after(true);
        }
        assertThat(scale).isEqualTo(new LossScale(65536, 1999));
        assertThat(scale.after(true)).isEqualTo(new LossScale(131072, 0));
    }

    @Test
    void anOverflowHalvesItAndCountsAnew() {
        assertThat(new LossScale(65536, 1999).after(false)).isEqualTo(new LossScale(32768, 0));
    }
}
