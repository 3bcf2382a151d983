package glassformer.export;

import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.Seq2SeqConfig;
import glassformer.engine.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// What an export and its model both read, to be compared: random tokens, the same for the same architecture.
///
/// @param input   one or more texts of one length, none padded unless `lengths` says so
/// @param decoder what an encoder-decoder's decoder reads; null for other models
public record Probe(Tokens input, @Nullable Tokens decoder) {
    private static final int LONGEST = 48;

    /// One token, several, two texts at once, two texts of which one is padded.
    public static List<Probe> of(Blueprint blueprint) {
        ModelConfig config = blueprint.config();
        SplittableRandom random = new SplittableRandom(17);
        int most = Math.min(config.contextLength(), LONGEST);
        int some = Math.max(1, most / 2);
        List<Probe> probes = new ArrayList<>();
        probes.add(draw(config, random, 1, 1, null));
        probes.add(draw(config, random, 1, most, null));
        probes.add(draw(config, random, 2, some, null));
        probes.add(draw(config, random, 2, most, new int[] {most, some}));
        return probes;
    }

    /// Whether any text is padded.
    public boolean padded() {
        return input.lengths() != null;
    }

    private static Probe draw(
            ModelConfig config, SplittableRandom random, int size, int length, int @Nullable [] lengths) {
        int tokenTypes =
                switch (config) {
                    case BertConfig bert -> bert.tokenTypes();
                    case GptConfig gpt -> 0;
                    case Seq2SeqConfig both -> 0;
                };
        int[] ids = random.ints((long) size * length, 0, config.vocabSize()).toArray();
        int[] types = tokenTypes > 1
                ? random.ints((long) size * length, 0, tokenTypes).toArray()
                : null;
        Tokens input = new Tokens(ids, types, lengths, size, length);
        if (!(config instanceof Seq2SeqConfig)) {
            return new Probe(input, null);
        }
        int written = Math.max(1, length - 1);
        int[] decoded =
                random.ints((long) size * written, 0, config.vocabSize()).toArray();
        return new Probe(input, Tokens.of(decoded, size, written));
    }
}
