package glassformer.blueprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node of an architecture. Layers hold data only; what they do is up to the interpreters (shapes,
/// parameters, cost, TorchScript, ...), each an exhaustive switch over this type.
///
/// Shapes: `B` batch, `T` time, `C` dim, `H` heads, `K` kvHeads, `D` head dim, `F` ffnDim, `V` vocabulary.
public sealed interface Layer {
    record Sequence(List<Layer> layers) implements Layer {
        public Sequence {
            layers = List.copyOf(layers);
        }
    }

    /// `(B, T) -> (B, T, C)`
    record TokenEmbedding(Weight table) implements Layer {} // table (V, C)

    /// Adds a learned vector to each place. `(B, T, C) -> (B, T, C)`
    record LearnedPosition(Weight table) implements Layer {} // table (contextLength, C)

    /// Adds `sin(t / 10000^(2i/C))` at even and `cos` of the same at odd indices (Vaswani et al. 2017).
    record SinusoidalPosition(int contextLength, int dim) implements Layer {}

    record Dropout(double probability) implements Layer {}

    record Norm(NormKind kind, Weight scale, @Nullable Weight shift, double epsilon) implements Layer {}

    /// A numbered Transformer block.
    record Block(int index, List<Layer> layers) implements Layer {
        public Block {
            layers = List.copyOf(layers);
        }
    }

    /// `x + dropout(body(norm(x)))` with [NormPlacement#PRE], `norm(x + dropout(body(x)))` with POST.
    record Residual(NormPlacement placement, Norm norm, Layer body, double dropout) implements Layer {}

    /// Multi-head attention; with `kvHeads < heads` each key/value head serves `heads / kvHeads` query
    /// heads (grouped queries, Ainslie et al. 2023). `(B, T, C) -> (B, T, C)`
    record Attention(
            int heads,
            int kvHeads,
            int headDim,
            Projection projection,
            Linear output,
            Mask mask,
            ScoreScale scale,
            Relative relative,
            double dropout)
            implements Layer {}

    /// `(B, T, C) -> (B, T, F) -> (B, T, C)`; `gate` is there for SwiGLU only.
    record FeedForward(
            Activation activation, Linear up, @Nullable Linear gate, Linear down) implements Layer {}

    /// Logits. `(B, T, C) -> (B, T, V)`; a tied head uses the token embedding's table.
    record OutputHead(Weight table, boolean tied) implements Layer {} // table (V, C)

    /// A matrix product with an optional bias. Its weight is stored `(in, out)` in GPT-2's checkpoints
    /// and `(out, in)` in most others.
    record Linear(int in, int out, Weight weight, @Nullable Weight bias, Layout layout) {}

    enum Layout {
        IN_OUT,
        OUT_IN
    }

    /// How queries, keys and values are made from the input.
    sealed interface Projection {
        /// One product, split along its output in the order q, k, v.
        record Fused(Linear qkv) implements Projection {}

        record Split(Linear q, Linear k, Linear v) implements Projection {}
    }

    /// Position kinds that act inside attention.
    sealed interface Relative {
        record None() implements Relative {}

        /// Rotates the halves of each head (the convention of Llama and GPT-NeoX).
        record Rotary(double base) implements Relative {}

        /// Adds `-slope * distance` to each score; slopes are [Alibi#slopes].
        record Alibi() implements Relative {}
    }
}
