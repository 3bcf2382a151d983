package glassformer.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.answer.TinyModel;
import glassformer.blueprint.HeadSpec;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SurpriseReaderTest {
    private static final String LONG = "the cat sat on the mat. the dog sat on the cat and the mat sat.";

    private static SurpriseReader reader(TinyModel model) {
        return new SurpriseReader(model.session(), model.spec(), model.tokenizer());
    }

    private static TinyModel gpt() {
        return TinyModel.of("gpt", "language-model");
    }

    private static TinyModel bert() {
        return TinyModel.of("bert", "masked-language-model", new HeadSpec.MaskedTokens());
    }

    /// -log2 of the softmax, term by term.
    private static double bits(Tensor scores, int row, int id) {
        int size = scores.shape().getLast();
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.exp(scores.values()[row * size + i]);
        }
        return -Math.log(Math.exp(scores.values()[row * size + id]) / sum) / Math.log(2);
    }

    @Test
    void eachTokenIsJudgedByWhatCameBeforeIt() {
        TinyModel model = gpt();
        Surprise surprise = reader(model).of("the cat sat");
        int[] ids = model.tokenizer().encode("the cat sat");
        assertThat(ids.length).isBetween(2, TinyModel.CONTEXT);
        assertThat(surprise.tokens().getFirst().bits()).isNull();
        for (int place = 1; place < ids.length; place++) {
            Tensor scores = model.session().logits(Tokens.of(Arrays.copyOf(ids, place)), null, "lm");
            assertThat(surprise.tokens().get(place).bits())
                    .isCloseTo(bits(scores, place - 1, ids[place]), within(1e-5));
        }
        assertThat(surprise.method()).isEqualTo(Surprise.Method.NEXT_TOKEN);
        assertThat(surprise.windows()).isEqualTo(1);
    }

    @Test
    void aLongTextIsReadInWindowsThatOverlapByHalf() {
        TinyModel model = gpt();
        Surprise surprise = reader(model).of(LONG);
        int[] ids = model.tokenizer().encode(LONG);
        assertThat(ids.length).isGreaterThan(2 * TinyModel.CONTEXT);
        assertThat(surprise.window()).isEqualTo(8);
        assertThat(surprise.stride()).isEqualTo(4);
        assertThat(surprise.windows()).isEqualTo(Math.ceilDiv(ids.length - 8, 4) + 1);
        for (int place = 8; place < ids.length; place++) {
            int from = place / 4 * 4 - 4; // the first window that reaches so far
            Tensor scores = model.session().logits(Tokens.of(Arrays.copyOfRange(ids, from, place)), null, "lm");
            assertThat(surprise.tokens().get(place).bits())
                    .as("place %d", place)
                    .isCloseTo(bits(scores, place - from - 1, ids[place]), within(1e-5));
        }
    }

    @Test
    void aMaskedModelGuessesEachTokenWhereItAloneIsHidden() {
        TinyModel model = bert();
        Surprise surprise = reader(model).of("the cat sat");
        int[] ids = model.tokenizer().encode("the cat sat");
        var specials = model.tokenizer().specials();
        for (int place = 0; place < ids.length; place++) {
            int[] read = new int[ids.length + 2];
            read[0] = specials.classify().orElseThrow();
            System.arraycopy(ids, 0, read, 1, ids.length);
            read[ids.length + 1] = specials.requireSeparator();
            read[place + 1] = specials.requireMask();
            Tensor scores = model.session().logits(Tokens.of(read), null, "mlm");
            assertThat(surprise.tokens().get(place).bits())
                    .isCloseTo(bits(scores, place + 1, ids[place]), within(1e-5));
        }
        assertThat(surprise.bytes()).isEqualTo("the cat sat".length());
    }

    @Test
    void aMaskedModelReadsALongTextInWindowsAndJudgesTheirMiddles() {
        TinyModel model = bert();
        Surprise surprise = reader(model).of(LONG);
        assertThat(surprise.windows()).isGreaterThan(3);
        assertThat(surprise.counted()).isEqualTo(surprise.tokens().size());
    }

    @Test
    void aTargetIsJudgedAfterItsSourceAndSoIsItsEnd() {
        TinyModel model = TinyModel.of("transformer", "translation");
        Surprise surprise = reader(model).of("the cat | the dog");
        var specials = model.tokenizer().specials();
        int[] source = model.tokenizer().encode("the cat");
        int[] ended = Arrays.copyOf(source, source.length + 1);
        ended[source.length] = specials.requireSeparator();
        int[] target = model.tokenizer().encode("the dog");
        assertThat(surprise.tokens()).hasSize(target.length + 1);
        int[] read = new int[target.length + 1];
        read[0] = specials.requirePad();
        System.arraycopy(target, 0, read, 1, target.length);
        Tensor scores = model.session().logits(Tokens.of(ended), Tokens.of(read), "lm");
        for (int place = 0; place <= target.length; place++) {
            int id = place < target.length ? target[place] : specials.requireSeparator();
            assertThat(surprise.tokens().get(place).bits()).isCloseTo(bits(scores, place, id), within(1e-5));
        }
        assertThatThrownBy(() -> reader(model).of("the cat"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("write the source");
    }

    @Test
    void theTokensStretchesAreTheTextAndTheMeasuresFollowFromTheirBits() {
        for (TinyModel model : List.of(gpt(), bert())) {
            String text = "  the cat,\n sat on mäts ";
            Surprise surprise = reader(model).of(text);
            assertThat(surprise.tokens().stream().map(SurprisingToken::text).collect(Collectors.joining()))
                    .isEqualTo(text);
            double nats = surprise.bits() * Math.log(2);
            assertThat(surprise.perplexity()).isCloseTo(Math.exp(nats / surprise.counted()), within(1e-6));
            assertThat(surprise.bitsPerByte()).isCloseTo(surprise.bits() / surprise.bytes(), within(1e-12));
        }
    }

    @Test
    void aClassifierIsSurprisedByNothing() {
        TinyModel model = TinyModel.of("bert", "classification", new HeadSpec.Classes("topic", List.of("a", "b")));
        assertThatThrownBy(() -> reader(model).of("the cat"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("classes or numbers");
        assertThatThrownBy(() -> reader(gpt()).of("")).hasMessageContaining("has 0 tokens");
    }
}
