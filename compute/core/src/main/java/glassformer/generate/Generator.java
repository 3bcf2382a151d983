package glassformer.generate;

import glassformer.engine.ModelSession;
import glassformer.text.Tokenizer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Continues a text token by token, or translates it with an encoder-decoder, see [Continuation].
///
/// @param cached whether keys and values of tokens that were read are kept
public record Generator(ModelSession session, Tokenizer tokenizer, boolean cached) {
    public Generator(ModelSession session, Tokenizer tokenizer) {
        this(session, tokenizer, true);
    }

    /// Blocks until all tokens were generated, the model ended the text (whose end is not handed out) or `cancelled`
    /// says so; it is asked before each token.
    ///
    /// @throws glassformer.BadInputException where the model cannot continue a text
    public void generate(
            String prompt, SamplingOptions options, Consumer<TokenChoice> each, BooleanSupplier cancelled) {
        try (Continuation text = new Continuation(session, tokenizer, prompt, cached)) {
            while (text.generated() < options.maxTokens() && !cancelled.getAsBoolean()) {
                Optional<TokenChoice> choice = text.next(options);
                if (choice.isEmpty()) {
                    return;
                }
                each.accept(choice.get());
            }
        }
    }

    /// The token ids that a prompt is read as: an encoder's source with its end, or what a decoder starts from.
    public int[] read(String prompt) {
        return session.blueprint().hasEncoder()
                ? Translator.ended(
                        tokenizer, prompt, session.blueprint().config().contextLength())
                : Continuation.start(session, tokenizer, prompt);
    }
}
