package glassformer.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.answer.TinyModel;
import glassformer.blueprint.HeadSpec;
import glassformer.engine.InputGradient;
import glassformer.engine.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

class SalienceTest {
    private final TinyModel model = TinyModel.of(
            "bert",
            "classification",
            new HeadSpec.Classes("topic", List.of("sea", "land", "air")),
            new HeadSpec.Value("stars"));

    private Salience of(String text, String head, String label) {
        return Salience.of(model.session(), model.spec(), model.tokenizer(), text, head, label);
    }

    @Test
    void eachTokensProductIsItsGradientTimesItsEmbedding() {
        Salience salience = of("the cat", "topic", "air");
        int[] ids = salience.tokens().stream().mapToInt(Salience.Token::id).toArray();
        InputGradient expected = model.session().inputGradient(Tokens.of(ids), "topic", 2);
        int dim = expected.gradient().shape().getLast();
        for (int t = 0; t < ids.length; t++) {
            double product = 0;
            double squares = 0;
            for (int c = 0; c < dim; c++) {
                double gradient = expected.gradient().values()[t * dim + c];
                product += gradient * expected.embedding().values()[t * dim + c];
                squares += gradient * gradient;
            }
            assertThat(salience.tokens().get(t).product()).isCloseTo(product, within(1e-9));
            assertThat(salience.tokens().get(t).norm()).isCloseTo(Math.sqrt(squares), within(1e-9));
        }
        assertThat(salience.label()).isEqualTo("air");
        assertThat(salience.scores()).hasSize(3);
    }

    @Test
    void withoutALabelItIsAboutWhatTheModelSays() {
        Salience salience = Salience.of(model.session(), model.spec(), model.tokenizer(), "the dog", null, null);
        double highest = salience.scores().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        assertThat(salience.scores().get(salience.place())).isEqualTo(highest);
        assertThat(salience.probability()).isBetween(1.0 / 3, 1.0);
        assertThat(of("the dog", "stars", "value").probability()).isNull();
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> of("the cat", "topic", "fire"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The head topic has no label \"fire\", but sea, land, air.");
        assertThatThrownBy(() -> of("the cat", "none", "fire")).hasMessageContaining("no head none");
        assertThatThrownBy(() -> of("", "topic", "sea")).hasMessageContaining("at least one token");
    }
}
