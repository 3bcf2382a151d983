package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Weight;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the body of one forward pass as TorchScript. Layers are written one after the other, so the result reads
/// as the architecture does. Values are names of script variables.
final class ForwardScript {
    /// The parameters of functions that read a batch: the text or source, and the decoder's text.
    static final String READS = "idx: Tensor, types: Tensor, lengths: Tensor, dec: Tensor, declengths: Tensor";

    private final ScriptWriter out;
    private final Mode mode;
    private final Tape tape;
    private final Map<String, Integer> index;
    private final AttentionScript attention;
    private final Activations activations;
    private final @Nullable Reading decoder;
    private Reading reading;
    private @Nullable String memory;
    private int blocks;
    private Witness witness = Witness.NONE;

    /// Writes what comes before the layers, into a function whose parameters are [#READS], or `idx` and `start` with a
    /// cache.
    ///
    /// @param index where each parameter stands in the list `p`
    ForwardScript(ScriptWriter out, Mode mode, Map<String, Integer> index, Tape tape, Blueprint blueprint) {
        this.out = out;
        this.tape = tape;
        this.mode = mode;
        this.index = index;
        this.activations = new Activations(out, tape);
        out.line(mode == Mode.PORTABLE ? "p = self._weights()" : "p = self.P");
        if (mode.cached()) {
            out.line("end = torch.add(start, torch.size(idx, 1))");
            reading = new Reading("idx", "idx", "idx");
            decoder = reading;
        } else {
            out.line("start = 0");
            reading = new Reading("idx", "types", "lengths");
            decoder = blueprint.hasEncoder() && mode != Mode.REMEMBER ? new Reading("dec", "dec", "declengths") : null;
        }
        this.attention = new AttentionScript(out, mode, tape, this::linear);
    }

    /// Writes the trunk for somebody who hears of each of its [glassformer.blueprint.ActivationSite]s.
    void trunk(Blueprint blueprint, Witness watching) {
        witness = watching;
        trunk(blueprint);
        witness = Witness.NONE;
    }

    /// Writes the trunk. `(B, T) -> (B, T, C)`
    String trunk(Blueprint blueprint) {
        return layers(blueprint.trunk().layers(), reading.ids());
    }

    /// Writes a head on the trunk's output, in the same function or one of its own.
    String head(Head head, String hidden) {
        if (decoder != null) {
            reading = decoder;
        }
        return layer(head.layers(), hidden);
    }

    /// Writes the encoder and what the decoder's attentions read of its output.
    ///
    /// @return keys and values in turn, an attention layer after the other
    List<String> remembered(Blueprint blueprint) {
        String encoded = blueprint.trunk().layers().stream()
                .filter(Layer.Encoder.class::isInstance)
                .map(layer -> layer(layer, reading.ids()))
                .findFirst()
                .orElseThrow();
        return blueprint.attentions().stream()
                .filter(layer -> layer.source() == Layer.Source.MEMORY)
                .flatMap(layer -> attention.keysAndValues(layer, encoded).stream())
                .toList();
    }

    private String layers(List<Layer> layers, String x) {
        String y = x;
        for (Layer child : layers) {
            y = layer(child, y);
        }
        return y;
    }

    private String layer(Layer layer, String x) {
        String y = written(layer, x);
        if (layer instanceof Layer.Attention || layer instanceof Layer.Block) {
            witness.saw(y, reading);
        }
        return y;
    }

    private String written(Layer layer, String x) {
        return switch (layer) {
            case Layer.Sequence(var layers) -> layers(layers, x);
            case Layer.Encoder(var layers) -> encoder(layers, x);
            case Layer.Block block -> block(block, x);
            case Layer.Residual residual -> residual(residual, x);
            case Layer.TokenEmbedding(var table) -> embedded(p(table.name()), x);
            case Layer.TokenTypeEmbedding(var table) ->
                tape.sum(x, embedding(p(table.name()), reading.types())); // (B, T, C)
            case Layer.Scale(double factor) ->
                tape.piece(List.of(x), List.of(), in -> out.let("x", in.getFirst() + " * " + number(factor)));
            case Layer.LearnedPosition position -> learned(position, x);
            case Layer.SinusoidalPosition position -> sinusoidal(position, x);
            case Layer.Dropout(double probability) -> dropout(x, probability);
            case Layer.Norm norm -> norm(norm, x);
            case Layer.Attention a -> attention.write(a, x, reading, memory);
            case Layer.FeedForward ffn -> feedForward(ffn, x);
            case Layer.Pooler pooler -> pooler(pooler, x);
            case Layer.Dense dense -> activations.write(dense.activation(), linear(dense.linear(), x));
            case Layer.OutputHead head -> output(head, x);
        };
    }

    /// Each block draws random numbers from a seed of its own, so that they are the same when it is computed again.
    private String block(Layer.Block block, String x) {
        Reading ofBlock = reading;
        int place = ++blocks;
        return tape.block(x, in -> {
            out.line("# block " + block.index());
            if (mode == Mode.TRAIN && RandomDraws.in(block)) {
                out.line("torch.manual_seed(" + RandomDraws.SEED + " + " + place + ")");
            }
            Reading now = reading;
            reading = ofBlock;
            String y = layers(block.layers(), in);
            reading = now;
            return y;
        });
    }

    private String output(Layer.OutputHead head, String x) {
        String table = p(head.table().name()); // (V, C)
        int classes = head.table().shape().get(0);
        int dim = head.table().shape().get(1);
        Weight bias = head.bias();
        if (bias == null || bias.shape().size() == 1) {
            return tape.product(x, dim, classes, table, bias == null ? null : p(bias.name()));
        }
        String scores = tape.product(x, dim, classes, table, null);
        return tape.piece(
                List.of(scores),
                List.of(p(bias.name())), // (1, V)
                in -> out.let("h", in.getFirst() + " + " + p(bias.name())));
    }

    /// With a cache the encoder has run before.
    private String encoder(List<Layer> layers, String x) {
        if (!mode.cached()) {
            String encoded = layers(layers, x);
            memory = encoded;
            attention.source(reading);
            if (decoder == null) {
                return encoded;
            }
        }
        reading = java.util.Objects.requireNonNull(decoder);
        return reading.ids();
    }

    private String embedded(String table, String ids) {
        String rows = embedding(table, ids);
        if (mode == Mode.SALIENCE) {
            out.line("embedded = " + rows);
        }
        return rows;
    }

    private String embedding(String table, String ids) {
        return tape.piece(
                List.of(), List.of(table), none -> out.let("x", "torch.embedding(" + table + ", " + ids + ")"));
    }

    private String residual(Layer.Residual residual, String x) {
        boolean pre = residual.placement() == NormPlacement.PRE;
        String input = pre ? norm(residual.norm(), x) : x;
        String branch = wholly(dropout(layer(residual.body(), input), residual.dropout()), residual.drop());
        String sum = tape.sum(x, branch);
        String after = pre ? sum : norm(residual.norm(), sum);
        if (mode == Mode.TRACE) {
            out.line("stages.extend([" + x + ", " + branch + ", " + after + "])");
        }
        return after;
    }

    private String norm(Layer.Norm norm, String x) {
        String shape = "[" + norm.scale().shape().getFirst() + "]";
        String scale = p(norm.scale().name());
        String shift = norm.shift() == null ? null : p(norm.shift().name());
        String epsilon = number(norm.epsilon());
        return tape.piece(
                List.of(x),
                shift == null ? List.of(scale) : List.of(scale, shift),
                in -> out.let("n", normalized(norm.kind(), in.getFirst(), shape, scale, shift, epsilon)));
    }

    private String normalized(
            NormKind kind, String x, String shape, String scale, @Nullable String shift, String epsilon) {
        return switch (kind) {
            case LAYER_NORM ->
                "torch.layer_norm(" + x + ", " + shape + ", " + scale + ", " + (shift == null ? "None" : shift) + ", "
                        + epsilon + ")";
            case RMS_NORM ->
                mode == Mode.PORTABLE
                        ? x + " * torch.rsqrt(torch.mean(" + x + " * " + x + ", [-1], True) + " + epsilon + ") * "
                                + scale
                        : "torch.rms_norm(" + x + ", " + shape + ", " + scale + ", " + epsilon + ")";
        };
    }

    private String feedForward(Layer.FeedForward ffn, String x) {
        String up = linear(ffn.up(), x); // (B, T, F)
        Layer.@Nullable Linear gate = ffn.gate();
        String inner = gate == null
                ? activations.write(ffn.activation(), up)
                : activations.gated(ffn.activation(), linear(gate, x), up);
        witness.saw(inner, reading);
        return linear(ffn.down(), inner);
    }

    private String pooler(Layer.Pooler pooler, String x) {
        String lengths = reading.lengths();
        String pooled = tape.piece(
                List.of(x),
                List.of(),
                in -> out.let(
                        "x",
                        switch (pooler.pooling()) {
                            case FIRST -> "torch.select(" + in.getFirst() + ", 1, 0)";
                            case LAST -> "self.last(" + in.getFirst() + ", " + lengths + ")";
                            case MEAN -> "self.mean(" + in.getFirst() + ", " + lengths + ")";
                        })); // (B, C)
        Layer.@Nullable Linear dense = pooler.dense();
        return activations.write(pooler.activation(), dense == null ? pooled : linear(dense, pooled));
    }

    private String learned(Layer.LearnedPosition position, String x) {
        String table = p(position.table().name());
        String from = position.offset() == 0 ? "start" : "torch.add(start, " + position.offset() + ")";
        return tape.piece(
                List.of(x),
                List.of(table),
                in -> out.let(
                        "x",
                        in.getFirst() + " + torch.slice(" + table + ", 0, " + from + ", torch.add(" + from + ", "
                                + reading.length() + "), 1)"));
    }

    private String sinusoidal(Layer.SinusoidalPosition position, String x) {
        int dim = position.dim();
        String places = out.let(
                "t",
                "torch.unsqueeze(torch.arange(start, torch.add(start, " + reading.length() + "), dtype=6, device=" + x
                        + ".device), 1)"); // (T, 1)
        String rates = out.let(
                "r",
                "torch.exp(torch.arange(0, " + dim + ", 2, dtype=6, device=" + x + ".device) * "
                        + number(-Math.log(10_000) / dim) + ")"); // (C/2)
        String both = "[torch.sin(" + places + " * " + rates + "), torch.cos(" + places + " * " + rates + ")], -1)";
        String table = out.let(
                "s",
                switch (position.layout()) {
                    case INTERLEAVED -> "torch.view(torch.stack(" + both + ", [-1, " + dim + "])";
                    case HALVES -> "torch.cat(" + both;
                }); // (T, C)
        return tape.piece(List.of(x), List.of(), in -> out.let("x", in.getFirst() + " + " + table));
    }

    private String dropout(String x, double probability) {
        return mode == Mode.TRAIN && probability > 0
                ? tape.piece(
                        List.of(x),
                        List.of(),
                        in -> out.let("d", "torch.dropout(" + in.getFirst() + ", " + number(probability) + ", True)"))
                : x;
    }

    /// Leaves out whole texts, `(B, 1, 1)`.
    private String wholly(String x, double probability) {
        return mode == Mode.TRAIN && probability > 0
                ? tape.piece(List.of(x), List.of(), in -> {
                    String one = "torch.slice(torch.slice(" + in.getFirst() + ", 1, 0, 1, 1), 2, 0, 1, 1)";
                    return out.let(
                            "w",
                            in.getFirst() + " * torch.dropout(torch.ones_like(" + one + "), " + number(probability)
                                    + ", True)");
                })
                : x;
    }

    private String linear(Layer.Linear linear, String x) {
        String y = tape.product(
                x,
                linear.in(),
                linear.out(),
                p(linear.weight().name()),
                linear.bias() == null ? null : p(linear.bias().name()));
        Layer.@Nullable LowRank adapter = linear.adapter();
        if (adapter == null) {
            return y;
        }
        String down =
                tape.product(x, linear.in(), adapter.rank(), p(adapter.down().name()), null); // (B, T, rank)
        String up =
                tape.product(down, adapter.rank(), linear.out(), p(adapter.up().name()), null);
        return tape.piece(
                List.of(y, up),
                List.of(),
                in -> out.let("h", in.get(0) + " + " + in.get(1) + " * " + number(adapter.alpha() / adapter.rank())));
    }

    private String p(String name) {
        return "p[" + java.util.Objects.requireNonNull(index.get(name), name) + "]";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.17g", value);
    }
}
