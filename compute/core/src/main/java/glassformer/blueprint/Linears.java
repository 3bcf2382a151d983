package glassformer.blueprint;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The linear layers inside a layer, its children's left out.
public final class Linears {
    private Linears() {}

    public static List<Layer.Linear> of(Layer layer) {
        return switch (layer) {
            case Layer.Attention attention ->
                switch (attention.projection()) {
                    case Layer.Projection.Fused(Layer.Linear qkv) -> List.of(qkv, attention.output());
                    case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) ->
                        List.of(q, k, v, attention.output());
                };
            case Layer.FeedForward ffn ->
                Stream.of(ffn.up(), ffn.gate(), ffn.down())
                        .filter(Objects::nonNull)
                        .map(Layer.Linear.class::cast)
                        .toList();
            case Layer.Pooler pooler -> pooler.dense() == null ? List.of() : List.of(pooler.dense());
            case Layer.Dense dense -> List.of(dense.linear());
            case Layer.Sequence none -> List.of();
            case Layer.Encoder none -> List.of();
            case Layer.Block none -> List.of();
            case Layer.Residual none -> List.of();
            case Layer.TokenEmbedding none -> List.of();
            case Layer.TokenTypeEmbedding none -> List.of();
            case Layer.Scale none -> List.of();
            case Layer.LearnedPosition none -> List.of();
            case Layer.SinusoidalPosition none -> List.of();
            case Layer.Dropout none -> List.of();
            case Layer.Norm none -> List.of();
            case Layer.OutputHead none -> List.of();
        };
    }

    /// The layer with each of its linear layers replaced.
    static Layer map(Layer layer, UnaryOperator<Layer.Linear> change) {
        return switch (layer) {
            case Layer.Attention a ->
                new Layer.Attention(
                        a.heads(),
                        a.kvHeads(),
                        a.headDim(),
                        switch (a.projection()) {
                            case Layer.Projection.Fused(Layer.Linear qkv) ->
                                new Layer.Projection.Fused(change.apply(qkv));
                            case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) ->
                                new Layer.Projection.Split(change.apply(q), change.apply(k), change.apply(v));
                        },
                        change.apply(a.output()),
                        a.mask(),
                        a.scale(),
                        a.relative(),
                        a.source(),
                        a.dropout());
            case Layer.FeedForward ffn ->
                new Layer.FeedForward(
                        ffn.activation(),
                        change.apply(ffn.up()),
                        ffn.gate() == null ? null : change.apply(ffn.gate()),
                        change.apply(ffn.down()));
            case Layer.Pooler pooler ->
                new Layer.Pooler(
                        pooler.pooling(),
                        pooler.dense() == null ? null : change.apply(pooler.dense()),
                        pooler.activation());
            case Layer.Dense dense -> new Layer.Dense(change.apply(dense.linear()), dense.activation());
            case Layer.Sequence none -> none;
            case Layer.Encoder none -> none;
            case Layer.Block none -> none;
            case Layer.Residual none -> none;
            case Layer.TokenEmbedding none -> none;
            case Layer.TokenTypeEmbedding none -> none;
            case Layer.Scale none -> none;
            case Layer.LearnedPosition none -> none;
            case Layer.SinusoidalPosition none -> none;
            case Layer.Dropout none -> none;
            case Layer.Norm none -> none;
            case Layer.OutputHead none -> none;
        };
    }
}
