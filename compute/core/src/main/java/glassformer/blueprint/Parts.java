package glassformer.blueprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the parts of encoders and encoder-decoders, whose matrices are all stored `(out, in)` and start as BERT's
/// do: normal with 0.02.
record Parts(
        int contextLength,
        int heads,
        int dim,
        int ffnDim,
        double dropout,
        PositionKind position,
        NormKind norm,
        NormPlacement placement,
        Activation activation,
        ScoreScale scores,
        boolean bias,
        double epsilon) {
    static final double STANDARD_DEVIATION = 0.02;
    private static final double ROTARY_BASE = 10_000;

    Layer.Linear linear(String name, int in, int out) {
        return Heads.linear(name, in, out, bias);
    }

    Layer.Norm norm(String name) {
        @Nullable Weight shift = norm == NormKind.LAYER_NORM && bias ? Weight.vector(name + ".bias", dim, 0) : null;
        return new Layer.Norm(norm, Weight.vector(name + ".weight", dim, 1), shift, epsilon);
    }

    Layer.Residual residual(String norm, Layer body) {
        return new Layer.Residual(placement, norm(norm), body, dropout);
    }

    Layer.Attention attention(Layer.Source source, Mask mask, String query, String key, String value, String output) {
        boolean self = source == Layer.Source.SELF;
        Layer.Relative relative =
                switch (position) {
                    case ROTARY -> self ? new Layer.Relative.Rotary(ROTARY_BASE) : new Layer.Relative.None();
                    case ALIBI -> self ? new Layer.Relative.Alibi() : new Layer.Relative.None();
                    case LEARNED, SINUSOIDAL, NONE -> new Layer.Relative.None();
                };
        return new Layer.Attention(
                heads,
                heads,
                dim / heads,
                new Layer.Projection.Split(linear(query, dim, dim), linear(key, dim, dim), linear(value, dim, dim)),
                linear(output, dim, dim),
                mask,
                scores,
                relative,
                source,
                dropout);
    }

    Layer.FeedForward feedForward(String up, String gate, String down) {
        return new Layer.FeedForward(
                activation,
                linear(up, dim, ffnDim),
                activation == Activation.SWIGLU ? linear(gate, dim, ffnDim) : null,
                linear(down, ffnDim, dim));
    }

    /// What adds positions to the embedding; empty where attention does it.
    List<Layer> positions(String table, int offset, Layer.Sinusoids layout) {
        return switch (position) {
            case LEARNED ->
                List.of(new Layer.LearnedPosition(
                        Weight.matrix(table, contextLength + offset, dim, STANDARD_DEVIATION), offset));
            case SINUSOIDAL -> List.of(new Layer.SinusoidalPosition(contextLength, dim, layout));
            case ROTARY, ALIBI, NONE -> List.of();
        };
    }
}
