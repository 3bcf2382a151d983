package glassformer.inspect;

import glassformer.engine.AttentionGroup;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Trace;
import glassformer.text.Tokenizer;
import java.util.List;
import java.util.stream.IntStream;

/// A model while it reads one text, with everything that can be asked of its inside.
public record Inside(ModelSession session, Tokenizer tokenizer, ReadText text) {
    /// How many tokens [#choices] has.
    private static final int CHOICES = 10;

    /// @throws glassformer.BadInputException where the text has no token
    public static Inside of(ModelSession session, Tokenizer tokenizer, String text) {
        return new Inside(session, tokenizer, ReadText.of(session, tokenizer, text));
    }

    /// What is read on the side that is read last.
    public List<String> tokens() {
        return ReadText.names(tokenizer, text.read().ids());
    }

    public List<String> names(List<Integer> ids) {
        return ids.stream().map(tokenizer::token).toList();
    }

    public Attention attention() {
        return Attention.of(session, tokenizer, text);
    }

    /// What led to the weights of each layer of a kind.
    public List<Trace.Look> looks(AttentionGroup.Kind kind) {
        return Attention.only(
                kind,
                session.blueprint(),
                session.trace(text.input(), text.decoder()).looks());
    }

    /// @throws glassformer.BadInputException where the model says no tokens
    public LogitLens lens() {
        return LogitLens.of(session, text);
    }

    /// @throws glassformer.BadInputException see [Contributions#of]
    public Contributions contributions(int position, int token) {
        return Contributions.of(session, text, position, token);
    }

    /// One of a head's scores.
    ///
    /// @param name of the token; of a class, its number
    public record Choice(int id, String name, double probability) {}

    /// The likeliest scores of the head that contributions are of, at a place.
    ///
    /// @throws glassformer.BadInputException where no head scores tokens or the place is none
    public List<Choice> choices(int position) {
        var head = Contributions.head(session.blueprint());
        Contributions.requirePlace(text, position);
        Tensor logits = session.logits(text.input(), text.decoder(), head.name()); // (1, T, N)
        double[] p = Softmaxed.of(Vectors.row(logits, position));
        return IntStream.range(0, p.length)
                .boxed()
                .sorted((a, b) -> Double.compare(p[b], p[a]))
                .limit(CHOICES)
                .map(id -> new Choice(
                        id, p.length == tokenizer.vocabSize() ? tokenizer.token(id) : Integer.toString(id), p[id]))
                .toList();
    }
}
