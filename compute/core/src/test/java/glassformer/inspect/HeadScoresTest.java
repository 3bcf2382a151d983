package glassformer.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class HeadScoresTest {
    private static final List<String> TEXT = List.of("a", "b", "c", "d", "a", "b", "c", "d", "a", "b");

    /// A head that puts 0.8 of its attention to one place and the rest to its own.
    private static AttentionGroup looking(List<String> text, IntUnaryOperator at) {
        float[] pattern = new float[text.size() * text.size()];
        for (int q = 0; q < text.size(); q++) {
            pattern[q * text.size() + at.applyAsInt(q)] += 0.8f;
            pattern[q * text.size() + q] += 0.2f;
        }
        return group(Kind.DECODER, text, pattern);
    }

    private static AttentionGroup group(Kind kind, List<String> text, float[] pattern) {
        return new AttentionGroup(kind, text, text, List.of(Tensor.of(pattern, 1, text.size(), text.size())));
    }

    @Test
    void aHeadThatLooksBackByOneIsAPreviousTokenHead() {
        AttentionGroup group = looking(TEXT, q -> Math.max(0, q - 1));
        HeadScores scores = HeadScores.of(group, 0, 0);
        assertThat(scores.previous()).isCloseTo(0.8, within(1e-6));
        // The first query has no place before it.
        assertThat(scores.distance()).isCloseTo(0.8 * 9 / 10, within(1e-6));
        double bits = -(0.8 * Math.log(0.8) + 0.2 * Math.log(0.2)) / Math.log(2);
        assertThat(scores.entropy()).isCloseTo(bits * 9 / 10, within(1e-6));
        assertThat(HeadScores.role(group, 0, 0)).contains(HeadRole.PREVIOUS);
    }

    @Test
    void aHeadThatLooksAtWhatFollowedTheEarlierCopyIsAnInductionHead() {
        AttentionGroup group = looking(TEXT, q -> q < 4 ? 0 : q - 3);
        HeadScores scores = HeadScores.of(group, 0, 0);
        assertThat(scores.induction()).isCloseTo(0.8, within(1e-6));
        assertThat(scores.sameToken()).isCloseTo(0, within(1e-6));
        assertThat(HeadScores.role(group, 0, 0)).contains(HeadRole.INDUCTION);
    }

    @Test
    void aHeadThatLooksAtTheEarlierCopyItselfIsASameTokenHead() {
        AttentionGroup group = looking(TEXT, q -> q < 4 ? q : q - 4);
        assertThat(HeadScores.of(group, 0, 0).sameToken()).isCloseTo(0.8, within(1e-6));
        assertThat(HeadScores.role(group, 0, 0)).contains(HeadRole.SAME_TOKEN);
    }

    @Test
    void headsThatRestOnTheFirstTokenOrOnThemselvesAreNamed() {
        assertThat(HeadScores.role(looking(TEXT, q -> 0), 0, 0)).contains(HeadRole.FIRST);
        assertThat(HeadScores.role(looking(TEXT, q -> q), 0, 0)).contains(HeadRole.ITSELF);
    }

    @Test
    void aHeadThatLooksEvenlyAtAllHasNoName() {
        for (int length = 2; length <= TEXT.size(); length++) {
            List<String> text = TEXT.subList(0, length);
            float[] pattern = new float[length * length];
            for (int q = 0; q < length; q++) {
                Arrays.fill(pattern, q * length, q * length + q + 1, 1f / (q + 1));
            }
            assertThat(HeadScores.role(group(Kind.DECODER, text, pattern), 0, 0))
                    .isEmpty();
        }
    }

    @Test
    void aTextWithoutRepetitionHasNoInductionScore() {
        HeadScores scores = HeadScores.of(looking(List.of("a", "b", "c"), q -> 0), 0, 0);
        assertThat(scores.induction()).isNaN();
        assertThat(scores.sameToken()).isNaN();
    }

    @Test
    void attentionToAnotherTextHasNoPlacesInCommon() {
        HeadScores scores = HeadScores.of(
                Kind.CROSS, List.of("x", "y"), List.of("a", "b", "c"), new float[] {1, 0, 0, 0.5f, 0.5f, 0});
        assertThat(scores.first()).isCloseTo(0.75, within(1e-6));
        assertThat(scores.entropy()).isCloseTo(0.5, within(1e-6));
        assertThat(scores.previous()).isNaN();
        assertThat(scores.itself()).isNaN();
        assertThat(scores.distance()).isNaN();
    }

    @Test
    void someQueriesAloneAreReadWhereThereAreTooManyForAll() {
        List<String> tokens = List.of("a", "b", "a", "b", "a");
        float[] pattern = new float[25];
        for (int q = 0; q < 5; q++) {
            pattern[q * 5 + Math.max(0, q - 1)] = 1;
        }
        List<Integer> read = new java.util.ArrayList<>();
        HeadScores scores = HeadScores.of(Kind.DECODER, tokens, tokens, new int[] {2, 4}, (query, into) -> {
            read.add(query);
            System.arraycopy(pattern, query * 5, into, 0, 5);
        });
        assertThat(read).containsExactly(2, 4);
        assertThat(scores.previous()).isEqualTo(1);
        assertThat(scores.distance()).isEqualTo(1);
        // What followed the earlier "a" is the "b" before.
        assertThat(scores.induction()).isEqualTo(1);
    }
}
