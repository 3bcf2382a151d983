package glassformer.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.answer.Prediction.Likelihood;
import glassformer.answer.Prediction.Place;
import glassformer.blueprint.HeadSpec;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.task.LongTexts;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictorTest {
    private static Answered of(TinyModel model, String text) {
        return new Predictor(model.session(), model.spec(), model.tokenizer(), LongTexts.CUT).of(text);
    }

    private static TinyModel bert(HeadSpec... heads) {
        return TinyModel.of("bert", "masked-language-model", heads);
    }

    @Test
    void hiddenWordsComeLikeliestFirstWithTheirSoftmax() {
        TinyModel model = bert();
        Prediction prediction = of(model, "the [MASK] sat").predictions().getFirst();
        assertThat(prediction.kind()).isEqualTo(Prediction.Kind.HIDDEN_TOKEN);
        List<Likelihood> top = prediction.places().getFirst().likeliest();
        assertThat(prediction.places()).hasSize(1);
        assertThat(top).hasSize(10);
        int[] ids = TypedText.of(model.tokenizer(), "the [MASK] sat")
                .fitted(model.tokenizer().specials(), 8)
                .ids();
        assertThat(ids).hasSize(5).contains(model.tokenizer().specials().requireMask());
        Tensor scores = model.session().logits(Tokens.of(ids), null, "mlm");
        int vocabulary = scores.shape().getLast();
        double best = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int id = 0; id < vocabulary; id++) {
            double score = scores.values()[2 * vocabulary + id];
            best = Math.max(best, score);
            sum += Math.exp(score);
        }
        assertThat(top.getFirst().probability()).isCloseTo(Math.exp(best) / sum, within(1e-6));
        assertThat(top).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
    }

    @Test
    void theTextHasItsHolesFilledWithTheLikeliest() {
        TinyModel model = bert(new HeadSpec.MaskedTokens());
        Answered answered = of(model, "the [MASK] sat | the [MASK]");
        List<Place> places = answered.predictions().getFirst().places();
        assertThat(places).hasSize(2);
        String first = places.get(0).best().name().strip();
        String second = places.get(1).best().name().strip();
        assertThat(answered.text()).isEqualTo("the " + first + " sat | the " + second);
    }

    @Test
    void classesKeepTheirNamesAndAddUpToOne() {
        TinyModel model = bert(new HeadSpec.Classes("topic", List.of("sea", "land", "air")));
        Answered answered = of(model, "the cat");
        List<Likelihood> classes =
                answered.predictions().getFirst().places().getFirst().likeliest();
        assertThat(classes).extracting(Likelihood::name).containsExactlyInAnyOrder("sea", "land", "air");
        assertThat(classes.stream().mapToDouble(Likelihood::probability).sum()).isCloseTo(1, within(1e-9));
        assertThat(answered.text()).startsWith(classes.getFirst().name() + " (").endsWith(" %)");
    }

    @Test
    void everyWordHasATag() {
        TinyModel model = bert(new HeadSpec.TokenClasses("tags", List.of("N", "V")));
        Answered answered = of(model, "the cat sat");
        assertThat(answered.predictions().getFirst().places())
                .extracting(Place::text)
                .containsExactly("the", "cat", "sat");
        assertThat(answered.text()).matches("the/[NV] cat/[NV] sat/[NV]");
    }

    @Test
    void everyHeadThatCanAnswersAndIsNamed() {
        TinyModel model = bert(
                new HeadSpec.Classes("topic", List.of("sea", "land")),
                new HeadSpec.Value("length"),
                new HeadSpec.SentencePair());
        assertThat(of(model, "the cat").predictions())
                .extracting(Prediction::head)
                .containsExactly("topic", "length");
        assertThat(of(model, "the cat").text()).matches("topic: (sea|land) \\(.*; length: .* from the mean");
        assertThat(of(model, "the cat | it sat").predictions())
                .extracting(Prediction::kind)
                .containsExactly(Prediction.Kind.CLASS, Prediction.Kind.VALUE, Prediction.Kind.FOLLOWS);
    }

    @Test
    void aPromptThatNoHeadCanAnswerSaysWhatIsMissing() {
        assertThatThrownBy(() -> of(bert(), "the cat"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The prompt \"the cat\" has no [MASK], which stands for the word that a masked language"
                        + " model is to guess.");
        assertThatThrownBy(() -> of(bert(new HeadSpec.SentencePair()), "the cat"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("one sentence");
    }

    @Test
    void theKindOfAnswerFollowsFamilyAndHeads() {
        assertThat(AnswerKind.of(bert().spec())).isEqualTo(AnswerKind.HIDDEN_WORDS);
        assertThat(AnswerKind.of(bert(new HeadSpec.Value("length")).spec())).isEqualTo(AnswerKind.PREDICTION);
        assertThat(AnswerKind.of(TinyModel.of("gpt", "language-model").spec())).isEqualTo(AnswerKind.CONTINUATION);
        assertThat(AnswerKind.of(TinyModel.of("transformer", "translation").spec()))
                .isEqualTo(AnswerKind.TRANSLATION);
    }
}
