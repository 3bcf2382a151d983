package glassformer.generate;

import glassformer.engine.ModelSession;
import glassformer.text.Tokenizer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Continues a text token by token.
public final class Generator {
    private final ModelSession session;
    private final Tokenizer tokenizer;

    public Generator(ModelSession session, Tokenizer tokenizer) {
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /// Blocks until all tokens were generated or `cancelled` says so; it is asked before each token.
    public void generate(
            String prompt, SamplingOptions options, Consumer<TokenChoice> each, BooleanSupplier cancelled) {
        throw new UnsupportedOperationException(prompt + session + tokenizer);
    }
}
