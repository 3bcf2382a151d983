package glassformer.inspect;

import glassformer.BadInputException;
import glassformer.answer.TypedText;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.generate.Translation;
import glassformer.generate.Translator;
import glassformer.task.TokenPair;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text as a model reads it, with the special tokens that it was trained with. Two texts with ` | ` between them are
/// a pair where the model reads pairs. An encoder-decoder reads its own greedy answer, too.
///
/// @param input   the text, or an encoder-decoder's source
/// @param decoder what an encoder-decoder's decoder reads, from the start token on; null for other models
/// @param targets the id that should come out at each token of the side that is read last: the next token, the
///                encoder-decoder's answer, or a masked model's own token; [#NONE] where nothing is known // (T)
/// @param cut     whether the text was longer than the model's context, so that only its beginning is here
public record ReadText(Tokens input, @Nullable Tokens decoder, int[] targets, boolean cut) {
    /// No target.
    public static final int NONE = -1;

    /// An untrained decoder never ends; its patterns grow with the square of the length.
    private static final int LONGEST_ANSWER = 128;

    /// @throws glassformer.BadInputException where the text has no token
    public static ReadText of(ModelSession session, Tokenizer tokenizer, String text) {
        int[] all = tokenizer.encode(text);
        if (all.length == 0) {
            throw new BadInputException("The text to look at is empty, but must have at least one token.");
        }
        int room = session.blueprint().config().contextLength();
        if (session.blueprint().hasEncoder()) {
            Translation said = new Translator(session, tokenizer).translation(text, LONGEST_ANSWER);
            return new ReadText(Tokens.of(said.source()), Tokens.of(said.read()), said.wrote(), all.length + 1 > room);
        }
        SpecialTokens specials = tokenizer.specials();
        if (specials.classify().isEmpty()) {
            int[] ids = Arrays.copyOf(all, Math.min(all.length, room));
            int[] next = Arrays.copyOfRange(ids, 1, ids.length + 1);
            next[next.length - 1] = ids.length < all.length ? all[ids.length] : NONE;
            return new ReadText(Tokens.of(ids), null, next, ids.length < all.length);
        }
        TypedText typed = TypedText.of(tokenizer, text);
        TokenPair pair = typed.fitted(specials, room);
        Tokens input = TypedText.tokens(pair, session.blueprint().config());
        return new ReadText(input, null, input.ids(), typed.isCut(specials, room));
    }

    /// What the side that is read last reads: the decoder's tokens, or the text's.
    public Tokens read() {
        return decoder == null ? input : decoder;
    }

    /// The tokens of some ids, for people; nothing for [#NONE].
    static List<String> names(Tokenizer tokenizer, int[] ids) {
        return Arrays.stream(ids)
                .mapToObj(id -> id == NONE ? "" : tokenizer.token(id))
                .toList();
    }
}
