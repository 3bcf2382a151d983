package glassformer.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.answer.TinyModel;
import glassformer.engine.AttentionGroup;
import glassformer.engine.Tensor;
import org.junit.jupiter.api.Test;

class AlignmentTest {
    private final TinyModel model = TinyModel.of("transformer", "translation");

    @Test
    void aLayersShareIsTheMeanOfItsHeads() {
        Alignment alignment = Alignment.of(model.session(), model.tokenizer(), "the cat");
        AttentionGroup cross = Attention.of(model.session(), model.tokenizer(), "the cat").groups().stream()
                .filter(group -> group.kind() == AttentionGroup.Kind.CROSS)
                .findFirst()
                .orElseThrow();
        assertThat(alignment.source()).isEqualTo(cross.columns());
        assertThat(alignment.wrote()).isEqualTo(cross.rows());
        assertThat(alignment.layers()).hasSize(2);
        Tensor pattern = cross.patterns().get(1);
        int rows = cross.rows().size();
        int columns = cross.columns().size();
        for (int t = 0; t < rows; t++) {
            for (int s = 0; s < columns; s++) {
                double mean = (pattern.values()[t * columns + s] + pattern.values()[(rows + t) * columns + s]) / 2.0;
                assertThat(alignment.layers().get(1).get(t).get(s)).isCloseTo(mean, within(1e-7));
            }
        }
    }

    @Test
    void theStrongestIsTheLargestOfTheMeanAndRowsAddUpToOne() {
        Alignment alignment = Alignment.of(model.session(), model.tokenizer(), "the dog sat");
        for (int t = 0; t < alignment.wrote().size(); t++) {
            var row = alignment.mean().get(t);
            assertThat(row.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-5));
            double strongest = row.get(alignment.strongest().get(t));
            assertThat(row).allSatisfy(value -> assertThat(value).isLessThanOrEqualTo(strongest));
        }
    }

    @Test
    void aModelWithoutASourceHasNone() {
        TinyModel gpt = TinyModel.of("gpt", "language-model");
        assertThatThrownBy(() -> Alignment.of(gpt.session(), gpt.tokenizer(), "the cat"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("encoder-decoder");
    }
}
