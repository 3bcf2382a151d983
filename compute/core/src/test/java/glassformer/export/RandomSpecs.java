package glassformer.export;

import glassformer.blueprint.Activation;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Family;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Pooling;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;
import glassformer.blueprint.Seq2SeqConfig;
import java.util.List;
import java.util.SplittableRandom;

/// Architectures at random, half of them such as Hugging Face's libraries know.
public record RandomSpecs(SplittableRandom random, int vocabulary) {
    private static final int CONTEXT = 6;

    public ModelSpec next() {
        ModelConfig config =
                switch (random.nextInt(5)) {
                    case 0, 1 -> random.nextBoolean() ? gpt() : llama();
                    case 2, 3 ->
                        bert(List.of(Family.BERT, Family.ROBERTA, Family.DISTILBERT)
                                .get(random.nextInt(3)));
                    default -> seq2seq();
                };
        return new ModelSpec(config, heads(config));
    }

    private List<HeadSpec> heads(ModelConfig config) {
        boolean encoder = config.family() != Family.GPT && config.family() != Family.TRANSFORMER;
        return switch (random.nextInt(encoder ? 4 : 3)) {
            case 1 -> List.of(new HeadSpec.Classes(HeadSpec.CLASSIFIER, List.of("no", "yes", "maybe")));
            case 2 ->
                config.family() == Family.TRANSFORMER
                        ? config.pretrainingHeads()
                        : List.of(new HeadSpec.TokenClasses(HeadSpec.CLASSIFIER, 4));
            case 3 -> List.of(new HeadSpec.Value(HeadSpec.CLASSIFIER));
            default -> config.pretrainingHeads();
        };
    }

    private GptConfig gpt() {
        boolean known = random.nextBoolean();
        return new GptConfig(
                vocabulary,
                CONTEXT,
                1 + random.nextInt(2),
                2,
                known || random.nextBoolean() ? 2 : 1,
                8,
                10,
                0,
                known ? PositionKind.LEARNED : any(PositionKind.values()),
                known ? NormKind.LAYER_NORM : any(NormKind.values()),
                known ? NormPlacement.PRE : any(NormPlacement.values()),
                known ? Activation.GELU_TANH : any(Activation.values()),
                known ? ScoreScale.SCALED : any(ScoreScale.values()),
                known ? 0 : random.nextInt(4),
                known || random.nextBoolean(),
                random.nextBoolean());
    }

    private GptConfig llama() {
        return new GptConfig(
                vocabulary,
                CONTEXT,
                1 + random.nextInt(2),
                4,
                2,
                8,
                12,
                0,
                PositionKind.ROTARY,
                NormKind.RMS_NORM,
                NormPlacement.PRE,
                Activation.SWIGLU,
                ScoreScale.SCALED,
                0,
                false,
                random.nextBoolean());
    }

    private BertConfig bert(Family family) {
        boolean known = random.nextBoolean();
        return new BertConfig(
                family,
                vocabulary,
                CONTEXT,
                1 + random.nextInt(2),
                2,
                8,
                10,
                0,
                known ? PositionKind.LEARNED : any(PositionKind.values()),
                NormKind.LAYER_NORM,
                known ? NormPlacement.POST : any(NormPlacement.values()),
                known ? Activation.GELU : any(Activation.values()),
                ScoreScale.SCALED,
                known || random.nextBoolean(),
                random.nextBoolean(),
                family == Family.DISTILBERT ? 0 : family == Family.BERT ? 2 : 1,
                known ? Pooling.FIRST : any(Pooling.values()));
    }

    private Seq2SeqConfig seq2seq() {
        boolean known = random.nextBoolean();
        boolean marian = random.nextBoolean();
        return new Seq2SeqConfig(
                vocabulary,
                CONTEXT,
                1 + random.nextInt(2),
                1 + random.nextInt(2),
                2,
                8,
                10,
                0,
                known ? (marian ? PositionKind.SINUSOIDAL : PositionKind.LEARNED) : any(PositionKind.values()),
                known ? NormKind.LAYER_NORM : any(NormKind.values()),
                known ? NormPlacement.POST : any(NormPlacement.values()),
                known ? Activation.SILU : any(Activation.values()),
                known ? ScoreScale.SCALED : any(ScoreScale.values()),
                known || random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                known ? !marian : random.nextBoolean());
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
