package glassformer.blueprint;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the families' heads have in common.
final class Heads {
    private static final double STANDARD_DEVIATION = 0.02;

    private Heads() {}

    /// The prefix of a head that Hugging Face's models do not have.
    static String name(String head) {
        return "heads." + head;
    }

    static Layer.Dense dense(String name, int in, int out, boolean bias, @Nullable Activation activation) {
        return new Layer.Dense(linear(name, in, out, bias), activation);
    }

    static Layer.Linear linear(String name, int in, int out, boolean bias) {
        return new Layer.Linear(
                in,
                out,
                Weight.matrix(name + ".weight", out, in, STANDARD_DEVIATION),
                bias ? Weight.vector(name + ".bias", out, 0) : null,
                Layer.Layout.OUT_IN);
    }

    /// The layers, each with dropout before it.
    static Layer.Sequence sequence(double dropout, Layer... layers) {
        List<Layer> all = new ArrayList<>();
        for (Layer layer : layers) {
            if (dropout > 0) {
                all.add(new Layer.Dropout(dropout));
            }
            all.add(layer);
        }
        return new Layer.Sequence(all);
    }

    static BadInputException refused(HeadSpec spec, Family family) {
        return new BadInputException("model.family is " + family.id() + ", which cannot have "
                + switch (spec) {
                    case HeadSpec.LanguageModel s ->
                        "a head for the next token: it sees all of a text at once; take gpt or transformer.";
                    case HeadSpec.MaskedTokens s ->
                        "a head for masked tokens: it sees only what comes before; take bert, roberta or distilbert.";
                    case HeadSpec.SentencePair s -> "a head for sentence pairs; take bert, roberta or distilbert.";
                    case HeadSpec.Classes s -> "the head " + s.name() + ".";
                    case HeadSpec.TokenClasses s -> "the head " + s.name() + ".";
                    case HeadSpec.Value s -> "the head " + s.name() + ".";
                });
    }
}
