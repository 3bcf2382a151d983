package glassformer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSamplerTest {
    private static final TokenSource HUNDRED =
            TokenSource.of(IntStream.range(0, 100).toArray());

    private final BatchSampler sampler = new BatchSampler(HUNDRED, 8, "training");

    @Test
    void targetsAreTheNextTokens() {
        for (Batch batch : sampler.microBatches(1, 1, 3, 4)) {
            assertThat(batch.size()).isEqualTo(4);
            assertThat(batch.input().length()).isEqualTo(8);
            for (int i = 0; i < batch.input().ids().length; i++) {
                assertThat(targets(batch)[i]).isEqualTo(batch.input().ids()[i] + 1);
            }
        }
    }

    @Test
    void startsFollowTheDocumentedFormula() {
        List<Batch> batches = sampler.microBatches(5, 7, 2, 3);
        for (int micro = 0; micro < 2; micro++) {
            for (int row = 0; row < 3; row++) {
                long expected = Long.remainderUnsigned(SplitMix64.hash(5, 7, micro, row), 92);
                assertThat(batches.get(micro).input().ids()[row * 8]).isEqualTo((int) expected);
            }
        }
    }

    @Test
    void everyStartIsReached() {
        boolean[] seen = new boolean[92];
        for (int step = 1; step <= 1000; step++) {
            seen[sampler.microBatches(3, step, 1, 1).getFirst().input().ids()[0]] = true;
        }
        assertThat(IntStream.range(0, 92).filter(i -> seen[i]).count()).isEqualTo(92);
    }

    @Test
    void validationWindowsSpanTheText() {
        List<Batch> batches = sampler.evenlySpaced(2, 3);
        assertThat(batches).hasSize(2);
        assertThat(batches.getFirst().input().ids()[0]).isZero();
        int[] last = targets(batches.getLast());
        assertThat(last[last.length - 1]).isEqualTo(99);
        assertThat(batches.getFirst().input().ids()[8]).isEqualTo(18);
    }

    @Test
    void validationLooksAtNoMoreWindowsThanThereAre() {
        List<Batch> batches = sampler.evenlySpaced(50, 5);
        assertThat(batches.stream().mapToInt(Batch::size).sum()).isEqualTo(12);
        assertThat(batches.getLast().size()).isEqualTo(2);
    }

    @Test
    void textOfExactlyOneWindowIsEnough() {
        BatchSampler one = new BatchSampler(HUNDRED, 99, "training");
        assertThat(one.microBatches(1, 1, 1, 2).getFirst().input().ids()[0]).isZero();
        assertThat(one.evenlySpaced(5, 5)).hasSize(1);
    }

    @Test
    void shorterTextNamesWhatWouldFit() {
        assertThatThrownBy(() -> new BatchSampler(HUNDRED, 100, "validation"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("model.contextLength is 100, but the validation text has only 100 tokens: a context of at"
                        + " most 99 fits, or a longer text.");
    }

    private static int[] targets(Batch batch) {
        return ((Labels.Classes) batch.labels().getFirst()).labels();
    }
}
