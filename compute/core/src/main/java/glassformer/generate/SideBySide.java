package glassformer.generate;

import glassformer.engine.ModelSession;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// Two models that answer one prompt in step: a token of the first, a token of the second, and so on. Both draw with
/// the same random numbers.
public record SideBySide(List<Side> sides) {
    /// One of the models.
    public record Side(ModelSession session, Tokenizer tokenizer) {}

    /// Hears of each token.
    @FunctionalInterface
    public interface Listener {
        /// @param side 0 or 1
        void token(int side, TokenChoice choice);
    }

    public SideBySide {
        sides = List.copyOf(sides);
    }

    /// Blocks until each has all its tokens or ended its text, or `cancelled` says so; it is asked before each token.
    ///
    /// @throws glassformer.BadInputException where one of them cannot continue a text
    public void generate(String prompt, SamplingOptions options, Listener listener, BooleanSupplier cancelled) {
        List<Continuation> texts = new ArrayList<>();
        try {
            sides.forEach(side -> texts.add(new Continuation(side.session(), side.tokenizer(), prompt)));
            boolean[] ended = new boolean[texts.size()];
            for (int step = 0; step < options.maxTokens(); step++) {
                for (int side = 0; side < texts.size(); side++) {
                    if (cancelled.getAsBoolean()) {
                        return;
                    }
                    if (!ended[side]) {
                        Optional<TokenChoice> choice = texts.get(side).next(options);
                        ended[side] = choice.isEmpty();
                        int which = side;
                        choice.ifPresent(found -> listener.token(which, found));
                    }
                }
                if (IntStream.range(0, ended.length).allMatch(side -> ended[side])) {
                    return;
                }
            }
        } finally {
            texts.forEach(Continuation::close);
        }
    }
}
