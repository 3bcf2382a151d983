package glassformer.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Models as they were published have as many parameters as their authors' files hold.
class PublishedSizesTest {
    @Test
    void gpt2() {
        GptConfig config = new GptConfig(
                50257,
                1024,
                12,
                12,
                0,
                768,
                0,
                0.1,
                PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                NormPlacement.PRE,
                Activation.GELU_TANH,
                ScoreScale.SCALED,
                0,
                true,
                true);
        assertThat(size(config.blueprint())).isEqualTo(124_439_808);
    }

    @Test
    void bertBase() {
        BertConfig config = base(Family.BERT, 30522, 512, 12, 2);
        assertThat(size(config.blueprint())).isEqualTo(110_106_428);
        // The trunk with its pooler, BertModel.
        long classifier = 768 * 2 + 2;
        assertThat(size(config.blueprint(List.of(new HeadSpec.Classes("classifier", 2)))))
                .isEqualTo(109_482_240 + classifier);
    }

    @Test
    void robertaBase() {
        assertThat(size(base(Family.ROBERTA, 50265, 512, 12, 1).blueprint())).isEqualTo(124_697_433);
    }

    @Test
    void distilBertBase() {
        assertThat(size(base(Family.DISTILBERT, 30522, 512, 6, 0).blueprint())).isEqualTo(66_985_530);
    }

    @Test
    void bartBase() {
        Seq2SeqConfig config = new Seq2SeqConfig(
                50265,
                1024,
                6,
                6,
                12,
                768,
                3072,
                0.1,
                PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                NormPlacement.POST,
                Activation.GELU,
                ScoreScale.SCALED,
                true,
                true,
                false,
                true);
        long finalBias = 50265; // a buffer there, so not counted
        assertThat(size(config.blueprint())).isEqualTo(139_420_416 + finalBias);
    }

    private static long size(Blueprint blueprint) {
        return ParameterTable.of(blueprint).size();
    }

    private static BertConfig base(Family family, int vocabSize, int context, int layers, int types) {
        return new BertConfig(
                family,
                vocabSize,
                context,
                layers,
                12,
                768,
                3072,
                0.1,
                PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                NormPlacement.POST,
                Activation.GELU,
                ScoreScale.SCALED,
                true,
                true,
                types,
                Pooling.FIRST);
    }
}
