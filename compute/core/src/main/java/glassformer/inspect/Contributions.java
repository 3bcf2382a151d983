package glassformer.inspect;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormPlacement;
import glassformer.engine.MergedAdapters;
import glassformer.engine.ModelSession;
import glassformer.engine.Trace;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.List;

/// What each part of a model adds directly to one token's logit at one place: direct logit attribution (Elhage et al.
/// 2021). The residual stream is the sum of the embedding and of what heads and feed-forward layers write to it, a norm
/// is linear as long as its scale is kept as it is for this text, and so is the head; the terms' sum is the logit, but
/// for rounding. What a part does by way of later parts is not in its term: see [Ablation].
///
/// @param head     the model's head, such as `lm`
/// @param position counted from 0
/// @param token    whose logit
public record Contributions(String head, int position, int token, List<Term> terms) {
    /// Where a term comes from.
    public sealed interface From {
        /// The token's own embedding, with its place's and its type's.
        record Embedding() implements From {}

        /// A head, or a feed-forward layer with its bias.
        record Of(Part part) implements From {}

        /// The bias of an attention layer's output, which belongs to no head.
        record OutputBias(int block, Part.Kind kind) implements From {}

        /// The shifts of norms that come after, and the head's own bias.
        record Biases() implements From {}
    }

    public record Term(From from, double value) {}

    public Contributions {
        terms = List.copyOf(terms);
    }

    public double logit() {
        return terms.stream().mapToDouble(Term::value).sum();
    }

    /// @param token whose logit, one of the head's scores
    /// @throws BadInputException where the model has no head of tokens, or one that is more than norms and a
    // product
    public static Contributions of(ModelSession session, ReadText text, int position, int token) {
        Blueprint blueprint = session.blueprint();
        Head head = head(blueprint);
        requirePlace(text, position);
        if (token < 0 || token >= head.size()) {
            throw new BadInputException(
                    "The token is " + token + ", but must be from 0 to " + (head.size() - 1) + ", one of the head's.");
        }
        Weights weights = MergedAdapters.of(blueprint, session.weights());
        Trace trace = session.trace(text.input(), text.decoder());
        return new Contributions(
                head.name(), position, token, new Walk(blueprint, weights, trace, position).terms(head, token));
    }

    static void requirePlace(ReadText text, int position) {
        if (position < 0 || position >= text.read().length()) {
            throw new BadInputException("The place is " + position + ", but must be from 0 to "
                    + (text.read().length() - 1) + ", one of the text's tokens.");
        }
    }

    /// The head whose logits are split: the first of tokens.
    static Head head(Blueprint blueprint) {
        return blueprint.heads().stream()
                .filter(head -> head.labels() == LabelKind.TOKENS)
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "The model has no head that scores tokens, but only such logits can be looked into."));
    }

    /// Goes back through the model with the direction that the logit reads.
    private static final class Walk {
        private final Blueprint blueprint;
        private final Weights weights;
        private final Trace trace;
        private final int position;
        private double[] direction = {};
        private double biases;

        Walk(Blueprint blueprint, Weights weights, Trace trace, int position) {
            this.blueprint = blueprint;
            this.weights = weights;
            this.trace = trace;
            this.position = position;
        }

        List<Term> terms(Head head, int token) {
            readOut(head, token);
            List<Writer> writers = Writer.of(blueprint);
            double[] last =
                    Vectors.row(trace.stages().get(writers.getLast().stage()).after(), position);
            for (Layer layer : blueprint.trunk().layers().reversed()) {
                if (layer instanceof Layer.Block) {
                    break;
                }
                if (layer instanceof Layer.Norm norm) {
                    back(norm, last);
                }
            }
            List<Term> terms = new ArrayList<>();
            for (Writer writer : writers.reversed()) {
                Trace.Stage stage = trace.stages().get(writer.stage());
                if (writer.residual().placement() == NormPlacement.POST) {
                    double[] sum = Vectors.row(stage.before(), position);
                    double[] wrote = Vectors.row(stage.wrote(), position);
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += wrote[i];
                    }
                    back(writer.residual().norm(), sum);
                }
                if (writer.kind() == Part.Kind.FEED_FORWARD) {
                    Part part = new Part(writer.block(), writer.kind(), Part.WHOLE);
                    terms.add(new Term(
                            new From.Of(part),
                            Vectors.dot(direction, stage.wrote().values(), position * direction.length)));
                } else {
                    terms.addAll(ofHeads(writer).reversed());
                }
            }
            float[] embedded =
                    trace.stages().get(writers.getFirst().stage()).before().values();
            terms.add(new Term(new From.Embedding(), Vectors.dot(direction, embedded, position * direction.length)));
            List<Term> ordered = new ArrayList<>(terms.reversed());
            ordered.add(new Term(new From.Biases(), biases));
            return ordered;
        }

        private void readOut(Head head, int token) {
            List<Layer> layers = head.layers().layers().stream()
                    .filter(layer -> !(layer instanceof Layer.Dropout))
                    .toList();
            if (layers.size() != 1) {
                throw curved(head);
            }
            switch (layers.getFirst()) {
                case Layer.OutputHead output -> {
                    direction = Vectors.row(weights.get(output.table().name()), token);
                    biases += output.bias() == null
                            ? 0
                            : weights.get(output.bias().name()).values()[token];
                }
                case Layer.Dense dense
                when dense.activation() == null -> {
                    direction = Vectors.row(weights.get(dense.linear().weight().name()), token);
                    biases += dense.linear().bias() == null
                            ? 0
                            : weights.get(dense.linear().bias().name()).values()[token];
                }
                default -> throw curved(head);
            }
        }

        private static BadInputException curved(Head head) {
            return new BadInputException("The head " + head.name()
                    + " has an activation of its own, so that its logits are no sums: contributions are there for heads"
                    + " that are one product.");
        }

        private void back(Layer.Norm norm, double[] x) {
            Norms norms = Norms.of(norm, weights);
            biases += norms.constant(direction);
            direction = norms.pulledBack(direction, x);
        }

        /// The heads in order, then the bias of what joins them.
        private List<Term> ofHeads(Writer writer) {
            Layer.Attention attention = writer.attention();
            Layer.Linear output = attention.output();
            float[] stored = weights.get(output.weight().name()).values();
            int size = attention.headDim();
            int length = trace.looks().get(writer.look()).mixed().shape().get(1);
            float[] mixed = trace.looks().get(writer.look()).mixed().values(); // (H, T, D)
            List<Term> terms = new ArrayList<>();
            for (int head = 0; head < attention.heads(); head++) {
                double sum = 0;
                for (int d = 0; d < size; d++) {
                    int in = head * size + d;
                    double along = 0;
                    for (int c = 0; c < direction.length; c++) {
                        along += direction[c]
                                * switch (output.layout()) {
                                    case OUT_IN -> stored[c * output.in() + in];
                                    case IN_OUT -> stored[in * output.out() + c];
                                };
                    }
                    sum += mixed[(head * length + position) * size + d] * along;
                }
                terms.add(new Term(new From.Of(new Part(writer.block(), writer.kind(), head)), sum));
            }
            if (output.bias() != null) {
                terms.add(new Term(
                        new From.OutputBias(writer.block(), writer.kind()),
                        Vectors.dot(direction, weights.get(output.bias().name()).values(), 0)));
            }
            return terms;
        }
    }
}
