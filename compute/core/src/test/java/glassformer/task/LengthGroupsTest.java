package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.data.Example;
import glassformer.data.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthGroupsTest {
    private static final int BATCH = 4;

    /// 128 texts, two passes of which are four groups of 16 batches.
    private final List<Example> examples = IntStream.range(0, 128)
            .<Example>mapToObj(i -> new Example.Unlabelled(new Input.Single("x".repeat(1 + i * 37 % 128))))
            .toList();

    private final LengthGroups groups = new LengthGroups(examples, 5, BATCH);

    @Test
    void onePassSeesEveryExampleOnce() {
        List<Example> seen = new ArrayList<>();
        for (int number = 0; number < 32; number++) {
            seen.addAll(groups.batch(number));
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(examples);
    }

    @Test
    void aBatchIsOfAboutOneLengthButTheNextMayBeOfAnother() {
        int padded = 0;
        int ascending = 0;
        for (int number = 0; number < 64; number++) {
            int longest = longest(number);
            padded += BATCH * longest
                    - groups.batch(number).stream().mapToInt(Example::length).sum();
            ascending += number > 0 && longest > longest(number - 1) ? 1 : 0;
        }
        assertThat(padded).isLessThan(64 * BATCH * 9); // a row; without groups, about 38
        assertThat(ascending).isBetween(15, 48);
    }

    private int longest(int number) {
        return groups.batch(number).stream().mapToInt(Example::length).max().orElseThrow();
    }

    @Test
    void aBatchDependsOnSeedAndNumberAlone() {
        List<Example> late = new LengthGroups(examples, 5, BATCH).batch(45);
        for (int number = 0; number < 45; number++) {
            groups.batch(number);
        }
        assertThat(groups.batch(45)).isEqualTo(late);
        assertThat(new LengthGroups(examples, 6, BATCH).batch(45)).isNotEqualTo(late);
    }
}
