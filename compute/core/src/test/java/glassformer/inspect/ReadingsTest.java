package glassformer.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.answer.TinyModel;
import glassformer.answer.TypedText;
import glassformer.blueprint.HeadSpec;
import glassformer.engine.Batch;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.task.LongTexts;
import glassformer.train.HeadReading;
import glassformer.train.HeadReading.Likelihood;
import glassformer.train.HeadReading.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    private static List<HeadReading> of(TinyModel model, String text) {
        Inside inside = Inside.of(model.session(), model.tokenizer(), text);
        return new Readings(inside, model.spec(), LongTexts.CUT).of(text);
    }

    private static double probability(Place place) {
        return Objects.requireNonNull(place.target()).probability();
    }

    @Test
    void theProbabilitiesOfTheNextTokensAreTheLossOfTheText() {
        TinyModel model = TinyModel.of("gpt", "language-model");
        HeadReading reading = of(model, "the cat sat").getFirst();
        assertThat(reading.kind()).isEqualTo(HeadReading.Kind.NEXT_TOKEN);
        int[] ids = Inside.of(model.session(), model.tokenizer(), "the cat sat")
                .text()
                .input()
                .ids();
        Batch batch = Batch.nextTokens(
                Arrays.copyOf(ids, ids.length - 1), Arrays.copyOfRange(ids, 1, ids.length), 1, ids.length - 1);
        double loss = model.session().evaluate(batch).loss();
        List<Place> places = reading.places();
        assertThat(places).hasSize(ids.length);
        assertThat(places.subList(0, ids.length - 1).stream()
                        .mapToDouble(place -> -Math.log(probability(place)))
                        .average()
                        .orElseThrow())
                .isCloseTo(loss, within(1e-5));
        assertThat(places.getLast().target()).isNull();
        for (Place place : places) {
            assertThat(place.likeliest())
                    .hasSize(Readings.TOP)
                    .isSortedAccordingTo((a, b) -> Float.compare(b.probability(), a.probability()));
        }
    }

    @Test
    void theLikeliestAreThoseOfASort() {
        TinyModel model = TinyModel.of("gpt", "language-model");
        Place place = of(model, "the").getFirst().places().getFirst();
        ReadText read = ReadText.of(model.session(), model.tokenizer(), "the");
        Tensor logits = model.session().logits(read.input(), null, "lm");
        float[] scores = Arrays.copyOf(logits.values(), model.tokenizer().vocabSize());
        List<String> sorted = java.util.stream.IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .limit(Readings.TOP)
                .map(id -> model.tokenizer().token(id))
                .toList();
        assertThat(place.likeliest()).extracting(Likelihood::name).isEqualTo(sorted);
    }

    @Test
    void aMaskedModelGuessesEachTokenWithThatTokenHidden() {
        TinyModel model = TinyModel.of("bert", "masked-language-model", new HeadSpec.MaskedTokens());
        HeadReading reading = of(model, "the cat sat").getFirst();
        assertThat(reading.kind()).isEqualTo(HeadReading.Kind.HIDDEN_TOKEN);
        int[] ids = TypedText.of(model.tokenizer(), "the cat sat")
                .fitted(model.tokenizer().specials(), TinyModel.CONTEXT)
                .ids();
        assertThat(reading.places()).hasSize(ids.length - 2); // all but [CLS] and [SEP]
        for (int t = 1; t < ids.length - 1; t++) {
            int[] hidden = ids.clone();
            hidden[t] = model.tokenizer().specials().requireMask();
            double[] expected = Softmaxed.of(Vectors.row(model.session().logits(Tokens.of(hidden), null, "mlm"), t));
            assertThat(probability(reading.places().get(t - 1))).isCloseTo(expected[ids[t]], within(1e-6));
        }
    }

    @Test
    void whereATextHidesTokensItselfOnlyTheseAreGuessed() {
        TinyModel model = TinyModel.of("bert", "masked-language-model", new HeadSpec.MaskedTokens());
        List<Place> places = of(model, "the [MASK] sat").getFirst().places();
        assertThat(places).hasSize(1);
        assertThat(places.getFirst().target()).isNull();
        assertThat(places.getFirst().likeliest()).hasSize(Readings.TOP);
    }

    @Test
    void anEncoderDecoderSpeaksOfItsOwnAnswer() {
        TinyModel model = TinyModel.of("transformer", "translation");
        HeadReading reading = of(model, "the cat").getFirst();
        assertThat(reading.kind()).isEqualTo(HeadReading.Kind.WRITTEN_TOKEN);
        assertThat(reading.places()).isNotEmpty().allSatisfy(place -> assertThat(Objects.requireNonNull(place.target()))
                .isEqualTo(place.likeliest().getFirst()));
    }

    @Test
    void headsOfClassesAndNumbersSayThem() {
        TinyModel model = TinyModel.of(
                "bert",
                "masked-language-model",
                new HeadSpec.Classes("topic", List.of("sea", "land")),
                new HeadSpec.Value("length"),
                new HeadSpec.SentencePair());
        List<HeadReading> readings = of(model, "the cat");
        assertThat(readings).extracting(HeadReading::head).containsExactly("topic", "length");
        assertThat(readings.getFirst().places().getFirst().likeliest())
                .extracting(Likelihood::name)
                .containsExactlyInAnyOrder("sea", "land");
        assertThat(readings.getLast().value()).isNotNull();
    }
}
