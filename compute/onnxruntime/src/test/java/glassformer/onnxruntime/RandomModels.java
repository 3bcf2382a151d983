package glassformer.onnxruntime;

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
import glassformer.engine.Tokens;
import java.util.List;
import java.util.SplittableRandom;

/// Tiny architectures of random options, the same for the same seed.
record RandomModels(SplittableRandom random) {
    static final int VOCABULARY = 13;
    static final int CONTEXT = 9;

    RandomModels(long seed) {
        this(new SplittableRandom(seed * 7919 + 3));
    }

    /// Seeds take turns through the families, and through the kinds of positions.
    static ModelSpec of(int seed) {
        RandomModels models = new RandomModels(seed);
        PositionKind position = PositionKind.values()[seed / 3 % PositionKind.values().length];
        return switch (seed % 3) {
            case 0 -> models.gpt(position);
            case 1 -> models.encoder(position);
            default -> models.encoderDecoder(position);
        };
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private ModelSpec gpt(PositionKind position) {
        int heads = 1 << random.nextInt(3);
        ModelConfig config = new GptConfig(
                VOCABULARY,
                CONTEXT,
                1 + random.nextInt(2),
                heads,
                random.nextBoolean() ? heads : 1,
                8,
                random.nextInt(2) * 6,
                0.1,
                position,
                one(NormKind.values()),
                one(NormPlacement.values()),
                one(Activation.values()),
                one(ScoreScale.values()),
                random.nextInt(3) == 0 ? 3 : 0,
                random.nextBoolean(),
                random.nextBoolean());
        return switch (random.nextInt(4)) {
            case 0 ->
                new ModelSpec(
                        config,
                        List.of(new HeadSpec.Classes(HeadSpec.CLASSIFIER, 3), new HeadSpec.TokenClasses("tags", 4)));
            case 1 -> new ModelSpec(config, List.of(new HeadSpec.LanguageModel(), new HeadSpec.Value("score")));
            default -> ModelSpec.of(config);
        };
    }

    private ModelSpec encoder(PositionKind position) {
        Family family = one(new Family[] {Family.BERT, Family.ROBERTA, Family.DISTILBERT});
        ModelConfig config = new BertConfig(
                family,
                VOCABULARY,
                CONTEXT,
                1 + random.nextInt(2),
                2,
                8,
                10,
                0.1,
                position,
                one(NormKind.values()),
                one(NormPlacement.values()),
                one(Activation.values()),
                one(ScoreScale.values()),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(3),
                one(Pooling.values()));
        return switch (random.nextInt(4)) {
            case 0 -> new ModelSpec(config, List.of());
            case 1 ->
                new ModelSpec(
                        config,
                        List.of(
                                new HeadSpec.Classes("topic", 3),
                                new HeadSpec.TokenClasses(HeadSpec.CLASSIFIER, 4),
                                new HeadSpec.Value("score")));
            default -> ModelSpec.of(config);
        };
    }

    private ModelSpec encoderDecoder(PositionKind position) {
        ModelConfig config = new Seq2SeqConfig(
                VOCABULARY,
                CONTEXT,
                1 + random.nextInt(2),
                1 + random.nextInt(2),
                2,
                8,
                10,
                0.1,
                position,
                one(NormKind.values()),
                one(NormPlacement.values()),
                one(Activation.values()),
                one(ScoreScale.values()),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean());
        return random.nextInt(4) == 0
                ? new ModelSpec(config, List.of(new HeadSpec.Classes(HeadSpec.CLASSIFIER, 3)))
                : ModelSpec.of(config);
    }

    /// Random ids, padded where there is more than one text.
    Tokens tokens(ModelSpec spec, int size, int length, boolean padded) {
        int types = spec.config() instanceof BertConfig bert ? bert.tokenTypes() : 0;
        int[] lengths = random.ints(size, 1, length + 1).toArray();
        lengths[0] = length;
        return new Tokens(
                random.ints(size * length, 0, VOCABULARY).toArray(),
                types < 2 ? null : random.ints(size * length, 0, types).toArray(),
                padded ? lengths : null,
                size,
                length);
    }
}
