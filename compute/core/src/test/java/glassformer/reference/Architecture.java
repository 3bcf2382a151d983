package glassformer.reference;

import glassformer.blueprint.Activation;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Family;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.Layer;
import glassformer.blueprint.LowRankAdapters;
import glassformer.blueprint.Mask;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Pooling;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;
import glassformer.blueprint.Seq2SeqConfig;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The tiny architectures of [EngineContract]: each option of each layer appears, in random company.
public record Architecture(String name, Blueprint blueprint) {
    static final int VOCABULARY = 13;
    static final int CONTEXT = 7;

    @Override
    public String toString() {
        return name;
    }

    /// Whether a text can be continued with a cache: later tokens do not change earlier ones.
    boolean decodes() {
        return blueprint.heads().getFirst().name().equals("lm") && !name.startsWith("unmasked");
    }

    public static Stream<Architecture> all() {
        return Stream.of(decoders(), encoders(), encoderDecoders(), adapted()).flatMap(List::stream);
    }

    static List<Architecture> decoders() {
        SplittableRandom random = new SplittableRandom(20);
        List<Architecture> all = new ArrayList<>();
        for (PositionKind position : PositionKind.values()) {
            for (NormPlacement placement : NormPlacement.values()) {
                for (NormKind norm : NormKind.values()) {
                    int heads = new int[] {1, 2, 4}[random.nextInt(3)];
                    all.add(of(new GptConfig(
                            VOCABULARY,
                            CONTEXT,
                            1 + random.nextInt(2),
                            heads,
                            heads == 4 && random.nextBoolean() ? 2 : random.nextBoolean() ? 1 : heads,
                            8,
                            random.nextInt(3) * 6,
                            0,
                            position,
                            norm,
                            placement,
                            Activation.values()[all.size() % Activation.values().length],
                            ScoreScale.values()[random.nextInt(2)],
                            random.nextInt(3) == 0 ? 3 : 0,
                            random.nextBoolean(),
                            random.nextBoolean())));
                }
            }
        }
        // The two that have a name: GPT-2's and Llama's.
        all.add(of(gpt(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU_TANH, true, 0)));
        all.add(of(gpt(PositionKind.ROTARY, NormKind.RMS_NORM, Activation.SWIGLU, false, 0)));
        // With padding, some queries of a short window see no real key.
        all.add(of(window(2)));
        // Without a mask, with and without a distance penalty.
        all.add(unmasked(all.getFirst()));
        all.add(unmasked(of(gpt(PositionKind.ALIBI, NormKind.LAYER_NORM, Activation.GELU, true, 0))));
        all.add(of(
                gpt(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU, true, 0),
                new HeadSpec.LanguageModel(),
                new HeadSpec.Classes(HeadSpec.CLASSIFIER, 3),
                new HeadSpec.TokenClasses("tags", 4),
                new HeadSpec.Value("score")));
        return all;
    }

    static List<Architecture> encoders() {
        SplittableRandom random = new SplittableRandom(21);
        List<Architecture> all = new ArrayList<>();
        int count = 0;
        for (Family family : List.of(Family.BERT, Family.ROBERTA, Family.DISTILBERT)) {
            all.add(of(bert(family, PositionKind.LEARNED, NormPlacement.POST, Pooling.FIRST, random)));
            for (Pooling pooling : Pooling.values()) {
                PositionKind position = PositionKind.values()[count % PositionKind.values().length];
                NormPlacement placement = NormPlacement.values()[count++ % 2];
                all.add(of(
                        bert(family, position, placement, pooling, random),
                        new HeadSpec.MaskedTokens(),
                        new HeadSpec.SentencePair(),
                        new HeadSpec.Classes(count % 2 == 0 ? HeadSpec.CLASSIFIER : "topic", 3),
                        new HeadSpec.TokenClasses("tags", 4),
                        new HeadSpec.Value("score")));
            }
        }
        return all;
    }

    static List<Architecture> encoderDecoders() {
        SplittableRandom random = new SplittableRandom(22);
        List<Architecture> all = new ArrayList<>();
        for (PositionKind position : PositionKind.values()) {
            for (NormPlacement placement : NormPlacement.values()) {
                all.add(of(seq2seq(position, placement, random)));
            }
        }
        all.add(of(
                seq2seq(PositionKind.LEARNED, NormPlacement.POST, random),
                new HeadSpec.LanguageModel(),
                new HeadSpec.Classes(HeadSpec.CLASSIFIER, 3),
                new HeadSpec.TokenClasses("tags", 4)));
        return all;
    }

    /// Every linear layer, those of attention, and those of one side only.
    static List<Architecture> adapted() {
        SplittableRandom random = new SplittableRandom(23);
        return List.of(
                adapted(of(gpt(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU_TANH, true, 0)), n -> true),
                adapted(
                        of(gpt(PositionKind.ROTARY, NormKind.RMS_NORM, Activation.SWIGLU, false, 0)),
                        n -> n.contains("q_proj") || n.contains("v_proj")),
                adapted(
                        of(bert(Family.BERT, PositionKind.LEARNED, NormPlacement.POST, Pooling.MEAN, random)),
                        n -> true),
                adapted(
                        of(seq2seq(PositionKind.SINUSOIDAL, NormPlacement.POST, random)),
                        n -> n.startsWith("model.decoder")));
    }

    /// One of each family, with dropout.
    static List<Architecture> dropping() {
        return Arrays.stream(Family.values())
                .map(family -> Values.initial(new Schema(family.settings()))
                        .with("model.layers", 1)
                        .with("model.heads", 2)
                        .with("model.dim", 8)
                        .with("model.contextLength", CONTEXT)
                        .with("model.dropout", 0.2))
                .map(values -> of(ModelConfig.of(values, VOCABULARY)))
                .toList();
    }

    static GptConfig gpt(PositionKind position, NormKind norm, Activation activation, boolean bias, double dropout) {
        return new GptConfig(
                VOCABULARY,
                CONTEXT,
                2,
                4,
                2,
                8,
                0,
                dropout,
                position,
                norm,
                NormPlacement.PRE,
                activation,
                ScoreScale.SCALED,
                0,
                bias,
                true);
    }

    private static GptConfig window(int window) {
        return new GptConfig(
                VOCABULARY,
                CONTEXT,
                2,
                2,
                2,
                8,
                0,
                0,
                PositionKind.ROTARY,
                NormKind.LAYER_NORM,
                NormPlacement.PRE,
                Activation.GELU,
                ScoreScale.SCALED,
                window,
                true,
                true);
    }

    static BertConfig bert(
            Family family, PositionKind position, NormPlacement placement, Pooling pooling, SplittableRandom random) {
        return new BertConfig(
                family,
                VOCABULARY,
                CONTEXT,
                1 + random.nextInt(2),
                2,
                8,
                10,
                0,
                position,
                NormKind.LAYER_NORM,
                placement,
                Activation.values()[random.nextInt(Activation.values().length)],
                ScoreScale.SCALED,
                random.nextInt(4) > 0,
                random.nextInt(4) > 0,
                switch (family) {
                    case ROBERTA -> 1;
                    case DISTILBERT -> 0;
                    case BERT, GPT, TRANSFORMER -> 2;
                },
                pooling);
    }

    static Seq2SeqConfig seq2seq(PositionKind position, NormPlacement placement, SplittableRandom random) {
        return new Seq2SeqConfig(
                VOCABULARY,
                CONTEXT,
                1 + random.nextInt(2),
                1 + random.nextInt(2),
                2,
                8,
                10,
                0,
                position,
                NormKind.values()[random.nextInt(2)],
                placement,
                Activation.values()[random.nextInt(Activation.values().length)],
                ScoreScale.values()[random.nextInt(2)],
                random.nextInt(4) > 0,
                random.nextInt(4) > 0,
                random.nextBoolean(),
                random.nextBoolean());
    }

    static Architecture of(ModelConfig config, HeadSpec... heads) {
        List<HeadSpec> all = heads.length == 0 ? config.pretrainingHeads() : Arrays.asList(heads);
        List<String> words = new ArrayList<>();
        config.settings().forEach((key, value) -> words.add(key.substring("model.".length()) + "=" + value));
        all.forEach(head -> words.add("+" + head.name()));
        return new Architecture(String.join(" ", words), config.blueprint(all));
    }

    private static Architecture unmasked(Architecture masked) {
        return new Architecture(
                "unmasked " + masked.name(),
                masked.blueprint()
                        .map(layer -> layer instanceof Layer.Attention a
                                ? new Layer.Attention(
                                        a.heads(),
                                        a.kvHeads(),
                                        a.headDim(),
                                        a.projection(),
                                        a.output(),
                                        new Mask.Full(),
                                        a.scale(),
                                        a.relative(),
                                        a.source(),
                                        a.dropout())
                                : layer));
    }

    private static Architecture adapted(Architecture plain, Predicate<String> where) {
        return new Architecture("adapted " + plain.name(), LowRankAdapters.attach(plain.blueprint(), 2, 3, where));
    }
}
