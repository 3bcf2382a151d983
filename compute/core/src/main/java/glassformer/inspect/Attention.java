package glassformer.inspect;

import glassformer.BadInputException;
import glassformer.answer.TypedText;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.generate.Translation;
import glassformer.generate.Translator;
import glassformer.task.TokenPair;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
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
    /// An untrained decoder never ends; its patterns grow with the square of the length.
    private static final int LONGEST_ANSWER = 128;

    public Attention {
        groups = List.copyOf(groups);
    }

    /// @throws glassformer.BadInputException where the text has no token
    public static Attention of(ModelSession session, Tokenizer tokenizer, String text) {
        int[] all = tokenizer.encode(text);
        if (all.length == 0) {
            throw new BadInputException("The text to look at is empty, but must have at least one token.");
        }
        int room = session.blueprint().config().contextLength();
        if (session.blueprint().hasEncoder()) {
            return translated(session, tokenizer, text, all.length + 1 > room);
        }
        SpecialTokens specials = tokenizer.specials();
        if (specials.classify().isEmpty()) {
            int[] ids = Arrays.copyOf(all, Math.min(all.length, room));
            return alone(session, tokenizer, Tokens.of(ids), ids.length < all.length);
        }
        TypedText typed = TypedText.of(tokenizer, text);
        TokenPair read = typed.fitted(specials, room);
        return alone(
                session, tokenizer, TypedText.tokens(read, session.blueprint().config()), typed.isCut(specials, room));
    }

    private static Attention alone(ModelSession session, Tokenizer tokenizer, Tokens input, boolean cut) {
        boolean bothWays = session.blueprint().attentions().stream().allMatch(a -> a.mask() instanceof Mask.Full);
        List<String> tokens = names(tokenizer, input.ids());
        return new Attention(
                List.of(new AttentionGroup(
                        bothWays ? Kind.ENCODER : Kind.DECODER, tokens, tokens, session.attention(input, null))),
                cut);
    }

    private static Attention translated(ModelSession session, Tokenizer tokenizer, String text, boolean cut) {
        Translation said = new Translator(session, tokenizer).translation(text, LONGEST_ANSWER);
        List<Tensor> all = session.attention(Tokens.of(said.source()), Tokens.of(said.read()));
        List<String> source = names(tokenizer, said.source());
        List<String> read = names(tokenizer, said.read());
        List<String> wrote = names(tokenizer, said.wrote());
        Blueprint blueprint = session.blueprint();
        return new Attention(
                List.of(
                        new AttentionGroup(Kind.ENCODER, source, source, only(Kind.ENCODER, blueprint, all)),
                        new AttentionGroup(Kind.DECODER, read, read, only(Kind.DECODER, blueprint, all)),
                        new AttentionGroup(Kind.CROSS, wrote, source, only(Kind.CROSS, blueprint, all))),
                cut);
    }

    /// @param all of each of [Blueprint#attentions]
    private static List<Tensor> only(Kind kind, Blueprint blueprint, List<Tensor> all) {
        int encoders = blueprint.encoderAttentions().size();
        List<Tensor> chosen = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean memory = blueprint.attentions().get(i).source() == Layer.Source.MEMORY;
            Kind found = i < encoders ? Kind.ENCODER : memory ? Kind.CROSS : Kind.DECODER;
            if (found == kind) {
                chosen.add(all.get(i));
            }
        }
        return chosen;
    }

    private static List<String> names(Tokenizer tokenizer, int[] ids) {
        return Arrays.stream(ids).mapToObj(tokenizer::token).toList();
    }
}
