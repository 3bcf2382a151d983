package glassformer.inspect;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/// Where each token of a text looks, with the special tokens that the model was trained with. Two texts with ` | `
/// between them are a pair where the model reads pairs.
///
/// An encoder-decoder has three groups: its source at itself, its own greedy answer at itself, and the answer at the
/// source. The rows of the last are the tokens that are written while the decoder looks; those of the second are the
/// tokens that it reads, from the start token on.
///
/// @param cut whether the text was longer than the model's context, so that only its beginning is here
public record Attention(List<AttentionGroup> groups, boolean cut) {
    public Attention {
        groups = List.copyOf(groups);
    }

    /// @throws glassformer.BadInputException where the text has no token
    public static Attention of(ModelSession session, Tokenizer tokenizer, String text) {
        return of(session, tokenizer, ReadText.of(session, tokenizer, text));
    }

    static Attention of(ModelSession session, Tokenizer tokenizer, ReadText text) {
        Blueprint blueprint = session.blueprint();
        Tokens decoder = text.decoder();
        List<Tensor> all = session.attention(text.input(), decoder);
        List<String> source = ReadText.names(tokenizer, text.input().ids());
        if (decoder == null) {
            return new Attention(
                    List.of(new AttentionGroup(kinds(blueprint).getFirst(), source, source, all)), text.cut());
        }
        List<String> read = ReadText.names(tokenizer, decoder.ids());
        List<String> wrote = ReadText.names(tokenizer, text.targets());
        return new Attention(
                List.of(
                        new AttentionGroup(Kind.ENCODER, source, source, only(Kind.ENCODER, blueprint, all)),
                        new AttentionGroup(Kind.DECODER, read, read, only(Kind.DECODER, blueprint, all)),
                        new AttentionGroup(Kind.CROSS, wrote, source, only(Kind.CROSS, blueprint, all))),
                text.cut());
    }

    /// All that a model has.
    static List<Kind> kinds(Blueprint blueprint) {
        if (blueprint.hasEncoder()) {
            return List.of(Kind.ENCODER, Kind.DECODER, Kind.CROSS);
        }
        boolean bothWays = blueprint.attentions().stream().allMatch(a -> a.mask() instanceof Mask.Full);
        return List.of(bothWays ? Kind.ENCODER : Kind.DECODER);
    }

    /// Of something for each of [Blueprint#attentions], those of a kind.
    static <T> List<T> only(Kind kind, Blueprint blueprint, List<T> all) {
        if (!blueprint.hasEncoder()) {
            return all;
        }
        int encoders = blueprint.encoderAttentions().size();
        List<T> chosen = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean memory = blueprint.attentions().get(i).source() == Layer.Source.MEMORY;
            Kind found = i < encoders ? Kind.ENCODER : memory ? Kind.CROSS : Kind.DECODER;
            if (found == kind) {
                chosen.add(all.get(i));
            }
        }
        return chosen;
    }
}
