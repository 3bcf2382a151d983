package glassformer.represent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.numerics.Matrix;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceTest {
    /// Royal and male are two directions; the queen lies where arithmetic leads.
    private final Space space = space(
            List.of("king", "man", "woman", "queen", "apple", "\u0120Pear"),
            new double[] {1, 1, 0, 0, 3, 0, 0, -2, 0, 1, -1, 0, 0, 0, 1, 0, 0.2, 1});

    @Test
    void neighboursAreThoseInTheNearestDirection() {
        List<Space.Neighbour> near = space.nearest(space.find("apple"), 2);
        assertThat(near.getFirst().name()).isEqualTo("\u0120Pear");
        assertThat(near.getFirst().cosine()).isCloseTo(1 / Math.sqrt(1.04), within(1e-12));
        assertThat(near).hasSize(2).noneMatch(one -> one.name().equals("apple"));
    }

    @Test
    void kingLessManAndWomanIsQueen() {
        assertThat(Arithmetic.parse("king - man + woman")
                        .nearest(space, 1)
                        .getFirst()
                        .name())
                .isEqualTo("queen");
    }

    @Test
    void wordsOfASumAreNotAmongItsNeighbours() {
        assertThat(Arithmetic.parse("king - man + woman").nearest(space, 10))
                .extracting(Space.Neighbour::name)
                .containsExactlyInAnyOrder("queen", "apple", "\u0120Pear");
    }

    @Test
    void aSumBeginsWithAMinusAndHasNamesOfSeveralWords() {
        assertThat(Arithmetic.parse("- the man + a - b-c").terms())
                .containsExactly(
                        new Arithmetic.Term(true, "the man"),
                        new Arithmetic.Term(false, "a"),
                        new Arithmetic.Term(true, "b-c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "king -", "king + + man", "+ king"})
    void whatIsNoSumIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Arithmetic.parse(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("king - man + woman");
    }

    @Test
    void caseNeedNotBeTyped() {
        assertThat(space.find("KING")).isZero();
    }

    @Test
    void whatIsNotThereIsNamedWithSimilarOnes() {
        assertThatThrownBy(() -> space.find("app"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("\"app\" is not among the 6 vectors of this map; similar ones are apple.");
    }

    @Test
    void anEmptyVectorHasNoDirection() {
        Space with = space(List.of("a", "b"), new double[] {0, 0, 1, 0});
        assertThat(with.nearest(0, 1).getFirst().cosine()).isZero();
    }

    static Space space(List<String> names, double[] values) {
        return new Space(
                names.stream().map(name -> new Entry(name, "", 1)).toList(),
                new Matrix(names.size(), values.length / names.size(), values));
    }

    @Test
    void manyNeighboursComeInOrder() {
        List<String> names =
                Stream.iterate(0, i -> i < 50, i -> i + 1).map(String::valueOf).toList();
        double[] values = new double[100];
        for (int i = 0; i < 50; i++) {
            values[2 * i] = Math.cos(i * 0.05);
            values[2 * i + 1] = Math.sin(i * 0.05);
        }
        assertThat(space(names, values).nearest(0, 4))
                .extracting(Space.Neighbour::name)
                .containsExactly("1", "2", "3", "4");
    }
}
