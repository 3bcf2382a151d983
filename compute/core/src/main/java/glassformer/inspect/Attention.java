package glassformer.inspect;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.generate.Translator;
import glassformer.task.TokenPair;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.Arrays;
import java.util.List;

/// Where each token of a text looks.
///
/// @param tokens   for people to read
/// @param patterns `(H, T, T)` a layer, those of the encoder where there is one: row = query, column = key
/// @param cut      whether the text was longer than the model's context, so that only its beginning is here
public record Attention(List<String> tokens, List<Tensor> patterns, boolean cut) {
    public Attention {
        tokens = List.copyOf(tokens);
        patterns = List.copyOf(patterns);
    }

    /// @throws glassformer.BadInputException where the text has no token
    public static Attention of(ModelSession session, Tokenizer tokenizer, String text) {
        int[] all = tokenizer.encode(text);
        if (all.length == 0) {
            throw new BadInputException("The text to look at is empty, but must have at least one token.");
        }
        Blueprint blueprint = session.blueprint();
        int[] ids = asRead(blueprint, tokenizer, text, all);
        Tokens decoder = blueprint.hasEncoder() ? Tokens.of(tokenizer.specials().requirePad()) : null;
        List<Tensor> patterns = session.attention(Tokens.of(ids), decoder);
        if (decoder != null) {
            patterns = patterns.subList(0, blueprint.encoderAttentions().size());
        }
        List<String> tokens = Arrays.stream(ids).mapToObj(tokenizer::token).toList();
        int around = asRead(blueprint, tokenizer, "", new int[0]).length; // special tokens, which take room too
        return new Attention(tokens, patterns, ids.length - around < all.length);
    }

    /// With the special tokens that the model was trained with, cut to fit.
    private static int[] asRead(Blueprint blueprint, Tokenizer tokenizer, String text, int[] all) {
        int room = blueprint.config().contextLength();
        if (blueprint.hasEncoder()) {
            return Translator.ended(tokenizer, text, room);
        }
        SpecialTokens specials = tokenizer.specials();
        return specials.classify().isPresent()
                ? TokenPair.of(specials, all, room).ids()
                : Arrays.copyOf(all, Math.min(all.length, room));
    }
}
