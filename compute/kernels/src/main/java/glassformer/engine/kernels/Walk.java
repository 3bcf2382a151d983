package glassformer.engine.kernels;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.SinusoidTable;
import glassformer.blueprint.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes a blueprint's layers onto a [Tape].
final class Walk {
    private final Tape tape;
    private final Slots slots;
    private final Shape shape;
    private final AttentionTape attentions;
    private final List<Stage> stages = new ArrayList<>();
    private final List<Value> sites = new ArrayList<>();
    private final List<AttentionTape.@Nullable Cache> caches;
    private final Reading decoding;
    private final Reading encoding;
    private @Nullable Value memory;
    private @Nullable Value embedded;

    /// Which tokens are read.
    ///
    /// @param typesAt -1 where there are none
    private record Reading(int length, int idsAt, int typesAt, int lengthsAt) {}

    /// A place where a layer writes to the residual stream.
    record Stage(Value before, Value wrote, Value after) {}

    /// @param caches of the decoder's attentions in order; empty where nothing is cached
    Walk(Tape tape, Blueprint blueprint, Slots slots, Shape shape, List<AttentionTape.@Nullable Cache> caches) {
        this.tape = tape;
        this.slots = slots;
        this.shape = shape;
        this.caches = new ArrayList<>(caches);
        this.attentions = new AttentionTape(tape, blueprint.config().contextLength());
        this.decoding = new Reading(shape.length(), slots.ids(), slots.types(), slots.lengths());
        this.encoding = new Reading(shape.source(), slots.sourceIds(), -1, slots.sourceLengths());
    }

    List<AttentionTape.Look> looks() {
        return attentions.looks();
    }

    List<Stage> stages() {
        return stages;
    }

    /// Those of [glassformer.blueprint.ActivationSite#of], in the same order.
    List<Value> sites() {
        return sites;
    }

    Value trunk(Layer.Sequence trunk) {
        return all(trunk.layers(), null, decoding);
    }

    /// The tokens' own vectors, as the trunk begins with them.
    Value embedded() {
        return Objects.requireNonNull(embedded);
    }

    Value head(Head head, Value hidden) {
        return all(head.layers().layers(), hidden, decoding);
    }

    /// Each label's loss, and with it where the way back begins.
    void loss(Head head, int number, Value scores, Floats hyper, Floats results) {
        int rows = scores.rows();
        Value losses = tape.value(rows, 1);
        int slopes = tape.trains() ? 1 : 0;
        if (head.labels() == LabelKind.VALUE) {
            tape.call(Softmaxes.squaredError(
                    tape.values,
                    tape.slopes,
                    hyper,
                    scores.at(),
                    slots.numbers(number),
                    slots.loss(number),
                    losses.at(),
                    slopes,
                    rows));
        } else {
            tape.call(Softmaxes.crossEntropy(
                    tape.values,
                    tape.slopes,
                    hyper,
                    tape.inputs,
                    scores.at(),
                    slots.labels(number),
                    slots.loss(number),
                    losses.at(),
                    scores.columns(),
                    glassformer.engine.Labels.IGNORED,
                    slopes,
                    rows));
        }
        tape.adding(scores);
        tape.call(Softmaxes.total(tape.values, results, losses.at(), slots.result(number), rows, 1));
    }

    private Value all(List<Layer> layers, @Nullable Value from, Reading reading) {
        Value x = from;
        for (Layer layer : layers) {
            x = layer(layer, x, reading);
        }
        return Objects.requireNonNull(x);
    }

    private @Nullable Value layer(Layer layer, @Nullable Value before, Reading reading) {
        if (layer instanceof Layer.Encoder(List<Layer> inner)) {
            if (shape.source() > 0) {
                memory = all(inner, null, encoding);
            }
            return before;
        }
        if (layer instanceof Layer.TokenEmbedding(Weight table)) {
            embedded = gathered(null, table, reading.idsAt(), 0, reading);
            return embedded;
        }
        return after(layer, Objects.requireNonNull(before), reading);
    }

    private Value after(Layer layer, Value x, Reading reading) {
        return switch (layer) {
            case Layer.Sequence(var inner) -> all(inner, x, reading);
            case Layer.Block(int index, var inner) -> seen(all(inner, x, reading));
            case Layer.Encoder encoder -> throw new IllegalStateException("an encoder begins a trunk");
            case Layer.TokenEmbedding embedding -> throw new IllegalStateException("an embedding begins a text");
            case Layer.TokenTypeEmbedding(Weight table) -> gathered(x, table, reading.typesAt(), 0, reading);
            case Layer.LearnedPosition(Weight table, int offset) -> gathered(x, table, -1, offset, reading);
            case Layer.SinusoidalPosition position -> sinusoids(x, position, reading);
            case Layer.Scale(double factor) -> tape.scaled(x, (float) factor);
            case Layer.Dropout(double probability) -> tape.dropped(x, probability, 1);
            case Layer.Norm norm -> tape.norm(norm, x);
            case Layer.Residual residual -> residual(residual, x, reading);
            case Layer.Attention attention -> seen(attention(attention, x, reading));
            case Layer.FeedForward ffn -> feedForward(ffn, x);
            case Layer.Pooler pooler -> pooled(pooler, x, reading);
            case Layer.Dense dense -> {
                Value y = tape.linear(dense.linear(), x);
                yield dense.activation() == null ? y : tape.activated(dense.activation(), y);
            }
            case Layer.OutputHead head -> {
                int classes = head.table().shape().getFirst();
                Weight bias = head.bias();
                yield tape.linear(new Layer.Linear(x.columns(), classes, head.table(), bias, Layer.Layout.OUT_IN), x);
            }
        };
    }

    private Value seen(Value value) {
        sites.add(value);
        return value;
    }

    private Value residual(Layer.Residual residual, Value x, Reading reading) {
        boolean pre = residual.placement() == NormPlacement.PRE;
        Value branch = after(residual.body(), pre ? tape.norm(residual.norm(), x) : x, reading);
        Value some = tape.dropped(branch, residual.dropout(), 1);
        Value kept = tape.dropped(some, residual.drop(), reading.length() * x.columns());
        Value sum = tape.plus(x, kept, 1);
        Value after = pre ? sum : tape.norm(residual.norm(), sum);
        stages.add(new Stage(x, branch, after));
        return after;
    }

    private Value attention(Layer.Attention attention, Value x, Reading reading) {
        boolean self = attention.source() == Layer.Source.SELF;
        AttentionTape.Cache cache = caches.isEmpty() ? null : caches.removeFirst();
        int keys = cache != null ? cache.rows() : self ? reading.length() : shape.source();
        int lengthsAt = cache != null ? -1 : self ? reading.lengthsAt() : slots.sourceLengths();
        Value source = self || cache != null ? x : Objects.requireNonNull(memory);
        return attentions.attention(
                attention, x, new AttentionTape.Reads(shape.texts(), reading.length(), source, keys, lengthsAt, cache));
    }

    private Value feedForward(Layer.FeedForward ffn, Value x) {
        Value up = tape.linear(ffn.up(), x);
        Layer.Linear gate = ffn.gate();
        Value inner = gate == null
                ? tape.activated(ffn.activation(), up)
                : tape.gated(ffn.activation(), tape.linear(gate, x), up);
        return tape.linear(ffn.down(), seen(inner));
    }

    private Value gathered(@Nullable Value x, Weight table, int idsAt, int offset, Reading reading) {
        int columns = table.shape().getLast();
        int tableAt = tape.at(table);
        int places = table.shape().getFirst() - offset;
        Value y = gathered(x, tape.weights, tableAt, columns, idsAt, offset, places, reading);
        tape.back(y, () -> {
            if (tape.isTrained(table)) {
                tape.call(Tables.scatter(
                        tape.slopes,
                        tape.gradient,
                        tape.inputs,
                        y.at(),
                        tableAt,
                        y.rows(),
                        columns,
                        idsAt,
                        offset,
                        reading.length()));
            }
            passOn(x, y);
        });
        return y;
    }

    private Value sinusoids(Value x, Layer.SinusoidalPosition position, Reading reading) {
        int tableAt = tape.constants(SinusoidTable.of(position));
        Value y = gathered(x, tape.constants, tableAt, position.dim(), -1, 0, position.contextLength(), reading);
        tape.back(y, () -> passOn(x, y));
        return y;
    }

    private void passOn(@Nullable Value x, Value y) {
        if (x != null) {
            tape.call(Elements.scale(tape.slopes, tape.slopes, y.at(), x.at(), 1, tape.adding(x), y.size()));
        }
    }

    private Value gathered(
            @Nullable Value x,
            Floats table,
            int tableAt,
            int columns,
            int idsAt,
            int offset,
            int places,
            Reading reading) {
        int rows = shape.texts() * reading.length();
        Value y = tape.value(rows, columns);
        tape.call(Tables.gather(
                table,
                tape.values,
                tape.inputs,
                tableAt,
                x == null ? -1 : x.at(),
                y.at(),
                columns,
                idsAt,
                Slots.START,
                offset,
                reading.length(),
                places,
                rows));
        return y;
    }

    private Value pooled(Layer.Pooler pooler, Value x, Reading reading) {
        int how =
                switch (pooler.pooling()) {
                    case FIRST -> Vectors.FIRST;
                    case LAST -> Vectors.LAST;
                    case MEAN -> Vectors.MEAN;
                };
        Value one = tape.value(shape.texts(), x.columns());
        tape.call(Vectors.pool(
                tape.values,
                tape.inputs,
                x.at(),
                one.at(),
                reading.lengthsAt(),
                reading.length(),
                x.columns(),
                how,
                shape.texts()));
        tape.back(
                one,
                () -> tape.call(Vectors.poolBack(
                        tape.slopes,
                        tape.inputs,
                        x.at(),
                        one.at(),
                        reading.lengthsAt(),
                        reading.length(),
                        x.columns(),
                        how,
                        tape.adding(x),
                        shape.texts())));
        Value y = pooler.dense() == null ? one : tape.linear(pooler.dense(), one);
        return pooler.activation() == null ? y : tape.activated(pooler.activation(), y);
    }
}
