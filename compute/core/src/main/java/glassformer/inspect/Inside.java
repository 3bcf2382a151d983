package glassformer.inspect;

import glassformer.BadInputException;
import glassformer.blueprint.ActivationSite;
import glassformer.blueprint.Layer;
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

    /// The tokens that look in attention of a kind.
    public List<String> rows(AttentionGroup.Kind kind) {
        return switch (kind) {
            case ENCODER -> ReadText.names(tokenizer, text.input().ids());
            case DECODER -> tokens();
            case CROSS -> ReadText.names(tokenizer, text.targets());
        };
    }

    /// The tokens that are looked at there.
    public List<String> columns(AttentionGroup.Kind kind) {
        return switch (kind) {
            case ENCODER, CROSS -> ReadText.names(tokenizer, text.input().ids());
            case DECODER -> tokens();
        };
    }

    /// All that can be seen while the text is read; computed anew by each call.
    public Trace trace() {
        return session.trace(text.input(), text.decoder());
    }

    /// What led to the weights of each layer of a kind.
    public List<Trace.Look> looks(AttentionGroup.Kind kind) {
        return Attention.only(kind, session.blueprint(), trace().looks());
    }

    /// The layers of a kind.
    public List<Layer.Attention> layers(AttentionGroup.Kind kind) {
        return Attention.only(kind, session.blueprint(), session.blueprint().attentions());
    }

    /// The kinds of attention that the model has.
    public List<AttentionGroup.Kind> kinds() {
        return Attention.kinds(session.blueprint());
    }

    /// How what stands at each [ActivationSite] is spread over the text's tokens, with dead units counted.
    public List<SiteActivations> activations() {
        List<ActivationSite> sites = ActivationSite.of(session.blueprint());
        List<Tensor> values = trace().sites();
        return IntStream.range(0, sites.size())
                .mapToObj(i -> SiteActivations.of(sites.get(i), values.get(i)))
                .toList();
    }

    /// What led to one head's weights and came of them.
    ///
    /// @throws BadInputException where the model has no such head
    public HeadNumbers head(AttentionGroup.Kind kind, int layer, int head) {
        requireHead(kind, layer, head);
        return HeadNumbers.of(looks(kind).get(layer), head);
    }

    /// The weights that the same queries and keys could give.
    ///
    /// @throws BadInputException where the model has no such head
    public ScoreVariants variants(AttentionGroup.Kind kind, int layer, int head) {
        requireHead(kind, layer, head);
        return ScoreVariants.of(layers(kind).get(layer), looks(kind).get(layer), head);
    }

    /// As [#variants], but of the head alone, which takes far less memory.
    ///
    /// @throws BadInputException where the model has no such head
    public ScoreVariants variantsOfHeadAlone(AttentionGroup.Kind kind, int layer, int head) {
        requireHead(kind, layer, head);
        return ScoreVariants.ofHeadAlone(layers(kind).get(layer), looks(kind).get(layer), head);
    }

    /// How many weights all heads of the model have for this text.
    public long weights() {
        return kinds().stream()
                .mapToLong(kind ->
                        layers(kind).stream().mapToLong(Layer.Attention::heads).sum()
                                * rows(kind).size()
                                * columns(kind).size())
                .sum();
    }

    /// What scaling does, with one head step by step.
    ///
    /// @param query which token looks, from 0; the last one where negative
    /// @throws BadInputException where the model has no such head or the text no such token
    public Scaling scaling(AttentionGroup.Kind kind, int layer, int head, int query) {
        requireHead(kind, layer, head);
        List<Trace.Look> looks = looks(kind);
        HeadNumbers numbers = HeadNumbers.of(looks.get(layer), head);
        if (query >= numbers.rows()) {
            throw new BadInputException(
                    "The text has no token " + query + ": they go from 0 to " + (numbers.rows() - 1) + ".");
        }
        List<List<ScoreVariants>> all = IntStream.range(0, looks.size())
                .mapToObj(i -> ScoreVariants.ofEach(layers(kind).get(i), looks.get(i)))
                .toList();
        return new Scaling(kind, all, layer, head, query < 0 ? numbers.rows() - 1 : query, numbers);
    }

    private void requireHead(AttentionGroup.Kind kind, int layer, int head) {
        if (!kinds().contains(kind)) {
            throw new BadInputException("The model has no attention of the kind " + kind.id() + "; it has "
                    + String.join(
                            ", ", kinds().stream().map(AttentionGroup.Kind::id).toList()) + ".");
        }
        List<Layer.Attention> layers = layers(kind);
        if (layer < 0
                || layer >= layers.size()
                || head < 0
                || head >= layers.get(layer).heads()) {
            throw new BadInputException("The model has no head " + head + " in layer " + layer
                    + ": layers go from 0 to " + (layers.size() - 1) + ", heads from 0 to "
                    + (layers.getFirst().heads() - 1) + ".");
        }
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
