package glassformer.represent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.answer.TinyModel;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Trace;
import glassformer.numerics.EjmlNumerics;
import glassformer.text.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelVectorsTest {
    private static final List<SourceText> TEXTS = List.of(
            new SourceText("the cat sat", "animals"),
            new SourceText("the mat", "things"),
            new SourceText("the cat", "animals"),
            new SourceText("", "things"));

    private final TinyModel bert = TinyModel.of("bert", "masked-language-model");

    private static ModelVectors of(TinyModel model, VectorKind kind, boolean reading) {
        return ModelVectors.of(model.session(), model.tokenizer(), kind, TEXTS, 1000, reading, Progress.none());
    }

    @Test
    void aWordIsTheMeanOverItsOccurrencesInEveryLayer() {
        ModelVectors words = of(bert, VectorKind.WORDS, true);
        assertThat(words.layers()).isEqualTo(3);
        for (int layer = 0; layer < 3; layer++) {
            Space space = words.at(layer);
            double[] cat = space.vector(space.find("cat"));
            float[] first = stream(bert, layer, "[CLS]", "the", "cat", "sat", "[SEP]");
            float[] second = stream(bert, layer, "[CLS]", "the", "cat", "[SEP]");
            for (int i = 0; i < cat.length; i++) {
                double expected = (first[2 * cat.length + i] + (double) second[2 * cat.length + i]) / 2;
                assertThat(cat[i]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    /// After the embedding or a block, which has two stages. // (T, C)
    private static float[] stream(TinyModel model, int layer, String... tokens) {
        int[] ids = java.util.Arrays.stream(tokens)
                .mapToInt(token -> id(model, token))
                .toArray();
        Trace trace = model.session().trace(Tokens.of(ids), null);
        Tensor found = layer == 0
                ? trace.stages().getFirst().before()
                : trace.stages().get(2 * layer - 1).after();
        return found.values();
    }

    private static int id(TinyModel model, String token) {
        for (int id = 0; id < model.tokenizer().vocabSize(); id++) {
            if (model.tokenizer().token(id).equals(token)) {
                return id;
            }
        }
        throw new IllegalArgumentException(token);
    }

    @Test
    void wordsAreCountedAndHaveTheClassThatTheyAreTypicalOf() {
        assertThat(of(bert, VectorKind.WORDS, true).at(0).entries())
                .containsExactly(
                        new Entry("the", "things", 3),
                        new Entry("cat", "animals", 2),
                        new Entry("mat", "things", 1),
                        new Entry("sat", "animals", 1));
    }

    @Test
    void aSentenceIsTheMeanOfItsTokensWithoutSpecialOnes() {
        Space sentences = of(bert, VectorKind.SENTENCES, true).at(1);
        assertThat(sentences.entries()).extracting(Entry::name).containsExactly("the cat sat", "the mat", "the cat");
        float[] stream = stream(bert, 1, "[CLS]", "the", "cat", "[SEP]");
        double[] cat = sentences.vector(2);
        for (int i = 0; i < cat.length; i++) {
            assertThat(cat[i])
                    .isCloseTo((stream[cat.length + i] + (double) stream[2 * cat.length + i]) / 2, within(1e-5));
        }
    }

    @Test
    void tokensAreTheRowsOfTheTableUntilTheyAreRead() {
        Space table = of(bert, VectorKind.TOKENS, false).at(0);
        assertThat(table.size()).isEqualTo(bert.tokenizer().vocabSize());
        assertThat(table.entries().getFirst()).isEqualTo(new Entry("the", "word", 3));
        assertThat(table.entries()).contains(new Entry("[MASK]", "special", 0));
        Tensor weights = bert.session().weights().get("bert.embeddings.word_embeddings.weight");
        int row = id(bert, "the");
        assertThat(table.vector(0)[1])
                .isEqualTo(weights.values()[row * weights.shape().get(1) + 1]);
        assertThat(of(bert, VectorKind.TOKENS, true).at(2).entries())
                .extracting(Entry::name)
                .contains("the", "cat")
                .doesNotContain("[MASK]");
    }

    @Test
    void placesHaveVectorsWhereTheModelLearnsThem() {
        ModelVectors places = of(bert, VectorKind.POSITIONS, false);
        assertThat(places.layers()).isEqualTo(1);
        assertThat(places.at(0).entries().get(2)).isEqualTo(new Entry("2", "", 2));
        Tensor weights = bert.session().weights().get("bert.embeddings.position_embeddings.weight");
        assertThat(places.at(0).vector(0)[0]).isEqualTo(weights.values()[0]);
        assertThatThrownBy(() -> places.at(1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("layer 0 only");
    }

    @Test
    void anEncoderDecodersWordsAreTheEncoders() {
        TinyModel translator = TinyModel.of("transformer", "translation");
        ModelVectors words = of(translator, VectorKind.WORDS, true);
        assertThat(words.layers()).isEqualTo(3);
        assertThat(words.at(2).entries()).extracting(Entry::name).contains("cat");
    }

    @Test
    void aPathHasAStepALayerAndEndsWhereTheVectorIs() {
        ModelVectors words = of(bert, VectorKind.WORDS, true);
        WordPath path = WordPath.of(words, "Cat", 2, new EjmlNumerics());
        assertThat(path.name()).isEqualTo("cat");
        assertThat(path.steps()).hasSize(3);
        assertThat(path.crowd().rows()).isEqualTo(3 * 4);
        // The second entry of the crowd's last layer is the word itself.
        assertThat(path.steps().getLast().x()).isCloseTo(path.crowd().at(2 * 4 + 1, 0), within(1e-9));
        assertThat(path.steps().get(1).cosine())
                .isCloseTo(Space.cosine(words.at(0).vector(1), words.at(1).vector(1)), within(1e-12));
    }

    @Test
    void textsWithoutWordsAreRefused() {
        assertThatThrownBy(() -> ModelVectors.of(
                        bert.session(),
                        bert.tokenizer(),
                        VectorKind.WORDS,
                        List.of(new SourceText("...", "")),
                        10,
                        true,
                        Progress.none()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no words");
    }
}
