package glassformer.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepingTest {
    private static final List<Integer> STEPS = List.of(0, 10, 20, 30, 40, 50);
    private static final Map<Integer, Double> LOSSES = Map.of(0, 4.0, 10, 2.0, 20, 1.0, 30, 1.5, 40, 1.2, 25, 0.1);

    @Test
    void theNewestAndTheBestStay() {
        assertThat(new Keeping(2, true, 0).superfluous(STEPS, LOSSES, null)).containsExactly(0, 10, 30);
        assertThat(new Keeping(2, false, 0).superfluous(STEPS, LOSSES, null)).containsExactly(0, 10, 20, 30);
    }

    @Test
    void multiplesStayForEver() {
        assertThat(new Keeping(1, false, 20).superfluous(STEPS, LOSSES, null)).containsExactly(10, 30);
    }

    @Test
    void theResultStays() {
        assertThat(new Keeping(1, false, 0).superfluous(STEPS, LOSSES, 10)).containsExactly(0, 20, 30, 40);
    }

    @Test
    void fewAreAllKept() {
        assertThat(new Keeping(9, true, 0).superfluous(STEPS, Map.of(), null)).isEmpty();
    }
}
