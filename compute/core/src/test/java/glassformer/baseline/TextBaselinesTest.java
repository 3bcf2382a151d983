package glassformer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.engine.DeviceUnavailableException;
import glassformer.numerics.Eigen;
import glassformer.numerics.EjmlNumerics;
import glassformer.numerics.Matrix;
import glassformer.numerics.Numerics;
import glassformer.text.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextBaselinesTest {
    private static final List<String> ANIMALS = List.of("cat", "dog", "cow");
    private static final List<String> PLANTS = List.of("oak", "elm", "fir");

    private static List<Example.Classified> examples(int count) {
        List<Example.Classified> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> words = i % 2 == 0 ? ANIMALS : PLANTS;
            String text = "the " + words.get(i % 3) + " and the " + words.get((i / 2) % 3) + " number " + i % 5;
            all.add(new Example.Classified(new Input.Single(text), i % 2 == 0 ? "animal" : "plant"));
        }
        return all;
    }

    private static List<BaselineResult> train(Numerics numerics) {
        return TextBaselines.train(examples(60), examples(20), numerics, Progress.none());
    }

    @Test
    void eachKindTellsClassesByTheirWords() {
        List<BaselineResult> results = train(new EjmlNumerics());
        assertThat(results).extracting(BaselineResult::kind).containsExactly(BaselineKind.values());
        assertThat(results).allSatisfy(result -> {
            assertThat(result.confusion().accuracy()).isEqualTo(1);
            assertThat(result.top()).extracting(BaselineResult.TopTerms::label).containsExactly("animal", "plant");
            assertThat(result.top().getFirst().terms().subList(0, 3)).containsExactlyInAnyOrderElementsOf(ANIMALS);
            assertThat(result.top().getLast().terms().subList(0, 3)).containsExactlyInAnyOrderElementsOf(PLANTS);
        });
    }

    @Test
    void tfIdfIsTheSameAsTheSingleBaseline() {
        assertThat(train(new EjmlNumerics()).get(1).confusion())
                .isEqualTo(TextBaseline.train(examples(60)).evaluate(examples(20)));
    }

    @Test
    void lsaKeepsWhatTheLargestSingularVectorsHold() {
        TfIdf terms = TextBaseline.terms(examples(60));
        List<SparseRow> rows = examples(60).stream()
                .map(example -> terms.row(TextBaseline.text(example)))
                .toList();
        int size = terms.terms().size();
        Numerics numerics = new EjmlNumerics();
        Matrix dense = Matrix.zeros(60, size);
        for (int row = 0; row < 60; row++) {
            for (int i = 0; i < rows.get(row).indices().length; i++) {
                dense.values()[row * size + rows.get(row).indices()[i]] =
                        rows.get(row).values()[i];
            }
        }
        Eigen expected = numerics.eigen(numerics.gram(dense));
        Lsa lsa = Lsa.fit(rows, size, 3, numerics);
        for (int k = 0; k < 3; k++) {
            double dot = 0;
            for (int term = 0; term < size; term++) {
                dot += lsa.directions().at(term, k) * expected.vectors().at(term, k);
            }
            assertThat(Math.abs(dot)).as("direction " + k).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void countsArePlain() {
        TfIdf terms = TfIdf.fit(List.of("a b", "b c"), true, 1, 10);
        SparseRow row = terms.counts("c b c d");
        assertThat(row.indices()).containsExactly(1, 2);
        assertThat(row.values()).containsExactly(1, 2);
    }

    @Test
    void withoutTheLibraryTheOthersAreThere() {
        Numerics missing = new Numerics() {
            @Override
            public String description() {
                return "none";
            }

            @Override
            public Matrix product(Matrix a, boolean transposeA, Matrix b, boolean transposeB) {
                throw new DeviceUnavailableException("There is no library.");
            }

            @Override
            public Eigen eigen(Matrix symmetric) {
                throw new DeviceUnavailableException("There is no library.");
            }
        };
        assertThat(train(missing))
                .extracting(BaselineResult::kind)
                .containsExactly(BaselineKind.BAG_OF_WORDS, BaselineKind.TF_IDF);
    }

    @Test
    void oneClassIsTooFew() {
        List<Example.Classified> one = List.of(new Example.Classified(new Input.Single("a"), "x"));
        assertThatThrownBy(() -> TextBaselines.train(one, one, new EjmlNumerics(), Progress.none()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at least two classes");
    }
}
