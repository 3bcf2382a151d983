package glassformer.reference;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Weight;
import glassformer.engine.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One text, with its source where there is one, on its way through a blueprint. There is no padding: a text is
/// as long as it is.
final class ReferenceText {
    private final Blueprint blueprint;
    private final Parameters parameters;
    private final Dropping dropping;
    private final ReferenceLayers layers;
    private final List<double[][][]> patterns = new ArrayList<>();
    private final List<double[][]> activations = new ArrayList<>();
    private final List<ReferenceAttention.Look> looks = new ArrayList<>();
    private final List<double[][][]> stages = new ArrayList<>();
    private final ReferenceAttention attention;
    private final Tokens source;
    private final Num[][] hidden;
    private Num @Nullable [][] memory;

    /// @param source  the text, or what the encoder reads
    /// @param decoder what the decoder reads, null where there is none
    ReferenceText(
            Blueprint blueprint, Parameters parameters, Dropping dropping, Tokens source, @Nullable Tokens decoder) {
        this.blueprint = blueprint;
        this.parameters = parameters;
        this.dropping = dropping;
        this.layers = new ReferenceLayers(parameters, this::saw);
        this.attention = new ReferenceAttention(layers, dropping, patterns, looks);
        this.source = source;
        this.hidden = layer(blueprint.trunk(), decoder == null ? source : decoder, new Num[0][]);
    }

    /// `(T, C)`
    Num[][] hidden() {
        return hidden;
    }

    /// `(T, N)` for a head of tokens, `(1, N)` for one of texts.
    Num[][] logits(String name) {
        Head head = blueprint.head(name);
        return layer(head.layers(), source, hidden);
    }

    List<double[][][]> patterns() {
        return List.copyOf(patterns);
    }

    /// The trunk's at each [glassformer.blueprint.ActivationSite], `(T, N)`.
    List<double[][]> activations() {
        return List.copyOf(activations);
    }

    private void saw(Num[][] values) {
        activations.add(Nums.values(values));
    }

    List<ReferenceAttention.Look> looks() {
        return List.copyOf(looks);
    }

    /// The stream before each write, the write and the stream after it, `(T, C)` each.
    List<double[][][]> stages() {
        return List.copyOf(stages);
    }

    /// A head's scores of other vectors than the trunk's, `(T, C)`.
    double[][] scores(String name, double[][] other) {
        Num[][] vectors = Arrays.stream(other)
                .map(row -> Arrays.stream(row).mapToObj(Num::constant).toArray(Num[]::new))
                .toArray(Num[][]::new);
        return Nums.values(layer(blueprint.head(name).layers(), source, vectors));
    }

    private Num[][] layer(Layer layer, Tokens text, Num[][] x) {
        Num[][] y = computed(layer, text, x);
        if (layer instanceof Layer.Attention || layer instanceof Layer.Block) {
            saw(y);
        }
        return y;
    }

    private Num[][] computed(Layer layer, Tokens text, Num[][] x) {
        return switch (layer) {
            case Layer.Sequence(var inner) -> all(inner, text, x);
            case Layer.Block(int index, var inner) -> all(inner, text, x);
            case Layer.Encoder(var inner) -> {
                memory = all(inner, source, x);
                yield x;
            }
            case Layer.TokenEmbedding(var table) -> rows(table, text.ids());
            case Layer.TokenTypeEmbedding(var table) ->
                Nums.plus(x, rows(table, text.types() == null ? new int[x.length] : text.types()));
            case Layer.Scale(double factor) -> Nums.times(x, factor);
            case Layer.LearnedPosition(var table, int offset) ->
                Nums.plus(x, Arrays.copyOfRange(parameters.matrix(table), offset, offset + x.length));
            case Layer.SinusoidalPosition position ->
                Nums.plus(x, ReferenceLayers.sinusoids(x.length, position.dim(), position.layout()));
            case Layer.Dropout(double probability) -> dropping.drop(x, probability);
            case Layer.Norm norm -> layers.norm(norm, x);
            case Layer.Residual residual -> residual(residual, text, x);
            case Layer.Attention a ->
                attention.apply(
                        a,
                        x,
                        switch (a.source()) {
                            case SELF -> x;
                            case MEMORY -> Objects.requireNonNull(memory);
                        });
            case Layer.FeedForward ffn -> layers.feedForward(ffn, x);
            case Layer.Pooler pooler -> pooled(pooler, x);
            case Layer.Dense dense -> {
                Num[][] y = layers.linear(dense.linear(), x);
                yield dense.activation() == null ? y : ReferenceLayers.activate(dense.activation(), y);
            }
            case Layer.OutputHead head -> {
                Num[][] y = Nums.timesTransposed(x, parameters.matrix(head.table()));
                yield head.bias() == null ? y : layers.shifted(y, parameters.vector(head.bias()));
            }
        };
    }

    private Num[][] all(List<Layer> inner, Tokens text, Num[][] x) {
        Num[][] y = x;
        for (Layer layer : inner) {
            y = layer(layer, text, y);
        }
        return y;
    }

    private Num[][] residual(Layer.Residual residual, Tokens text, Num[][] x) {
        boolean pre = residual.placement() == NormPlacement.PRE;
        Num[][] branch = layer(residual.body(), text, pre ? layers.norm(residual.norm(), x) : x);
        Num[][] sum = Nums.plus(x, dropping.whole(dropping.drop(branch, residual.dropout()), residual.drop()));
        Num[][] after = pre ? sum : layers.norm(residual.norm(), sum);
        stages.add(new double[][][] {Nums.values(x), Nums.values(branch), Nums.values(after)});
        return after;
    }

    private Num[][] pooled(Layer.Pooler pooler, Num[][] x) {
        Num[] one =
                switch (pooler.pooling()) {
                    case FIRST -> x[0];
                    case LAST -> x[x.length - 1];
                    case MEAN ->
                        Nums.times(
                                new Num[][] {Arrays.stream(x).reduce(Nums::plus).orElseThrow()}, 1.0 / x.length)[0];
                };
        Num[][] y = {one};
        if (pooler.dense() != null) {
            y = layers.linear(pooler.dense(), y);
        }
        return pooler.activation() == null ? y : ReferenceLayers.activate(pooler.activation(), y);
    }

    private Num[][] rows(Weight table, int[] ids) {
        Num[][] all = parameters.matrix(table);
        return Arrays.stream(ids).mapToObj(id -> all[id]).toArray(Num[][]::new);
    }
}
