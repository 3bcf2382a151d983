package glassformer.blueprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node of an architecture. Layers hold data only; what they do is up to the interpreters (shapes,
/// parameters, cost, TorchScript, ...), each an exhaustive switch over this type.
///
/// Shapes: `B` batch, `T` time, `S` time of the source, `C` dim, `H` heads, `K` kvHeads, `D` head dim, `F`
/// ffnDim, `V` vocabulary.
public sealed interface Layer {
    record Sequence(List<Layer> layers) implements Layer {
        public Sequence {
            layers = List.copyOf(layers);
        }
    }

    /// `(B, T) -> (B, T, C)`
    record TokenEmbedding(Weight table) implements Layer {} // table (V, C)

    /// Adds the vector of each token's type; without types, that of type 0. `(B, T, C) -> (B, T, C)`
    record TokenTypeEmbedding(Weight table) implements Layer {} // table (types, C)

    /// Multiplies: by `sqrt(C)` after the token embedding (Vaswani et al. 2017, section 3.4).
    record Scale(double factor) implements Layer {}

    /// Adds a learned vector to each place, row `t + offset`: 0 in GPT-2 and BERT, 2 in RoBERTa and BART.
    /// `(B, T, C) -> (B, T, C)`
    record LearnedPosition(Weight table, int offset) implements Layer {} // table (contextLength + offset, C)

    /// Adds `sin(t / 10000^(2i/C))` and `cos` of the same, `i` from 0 to `C/2` (Vaswani et al. 2017).
    record SinusoidalPosition(int contextLength, int dim, Sinusoids layout) implements Layer {}

    enum Sinusoids {
        /// `sin` at index `2i`, `cos` at `2i + 1`, as the paper writes.
        INTERLEAVED,
        /// `sin` at index `i`, `cos` at `C/2 + i`, as Marian has it.
        HALVES
    }

    record Dropout(double probability) implements Layer {}

    record Norm(NormKind kind, Weight scale, @Nullable Weight shift, double epsilon) implements Layer {}

    /// Turns the source ids into the memory that the decoder's [Source#MEMORY] attentions read; what follows it in
    /// the trunk starts from the decoder's ids. `(B, S) -> (B, S, C)`
    record Encoder(List<Layer> layers) implements Layer {
        public Encoder {
            layers = List.copyOf(layers);
        }
    }

    /// A numbered Transformer block.
    record Block(int index, List<Layer> layers) implements Layer {
        public Block {
            layers = List.copyOf(layers);
        }
    }

    /// `x + dropout(body(norm(x)))` with [NormPlacement#PRE], `norm(x + dropout(body(x)))` with POST.
    ///
    /// @param drop with which probability training leaves the whole branch out, for each text anew, and else scales
    ///             it by `1 / (1 - drop)` (stochastic depth, Huang et al. 2016)
    record Residual(NormPlacement placement, Norm norm, Layer body, double dropout, double drop) implements Layer {
        public Residual(NormPlacement placement, Norm norm, Layer body, double dropout) {
            this(placement, norm, body, dropout, 0);
        }
    }

    /// Multi-head attention; with `kvHeads < heads` each key/value head serves `heads / kvHeads` query
    /// heads (grouped queries, Ainslie et al. 2023). `(B, T, C) -> (B, T, C)`
    ///
    /// Padding is never attended to. [Source#MEMORY] goes with [Projection.Split] and [Mask.Full].
    record Attention(
            int heads,
            int kvHeads,
            int headDim,
            Projection projection,
            Linear output,
            Mask mask,
            ScoreScale scale,
            Relative relative,
            Source source,
            double dropout)
            implements Layer {
        public Attention {
            if (source == Source.MEMORY
                    && !(projection instanceof Projection.Split
                            && mask instanceof Mask.Full
                            && relative instanceof Relative.None)) {
                throw new IllegalArgumentException("attention to the memory is split, unmasked and without positions");
            }
        }
    }

    /// `(B, T, C) -> (B, T, F) -> (B, T, C)`; `gate` is there for SwiGLU only.
    record FeedForward(
            Activation activation, Linear up, @Nullable Linear gate, Linear down) implements Layer {}

    /// One vector a text. `(B, T, C) -> (B, C)`; as a whole `activation(linear(pooled))`.
    record Pooler(
            Pooling pooling,
            @Nullable Linear dense,
            @Nullable Activation activation) implements Layer {}

    /// A linear layer of its own, on the last axis.
    record Dense(Linear linear, @Nullable Activation activation) implements Layer {}

    /// Logits. `(B, T, C) -> (B, T, V)`; a tied head uses the token embedding's table.
    ///
    /// @param table (V, C)
    /// @param bias  (V), or (1, V) as Marian and BART store it
    record OutputHead(Weight table, @Nullable Weight bias, boolean tied) implements Layer {}

    /// A matrix product with an optional bias. Its weight is stored `(in, out)` in GPT-2's checkpoints
    /// and `(out, in)` in most others.
    record Linear(
            int in,
            int out,
            Weight weight,
            @Nullable Weight bias,
            Layout layout,
            @Nullable LowRank adapter) {
        public Linear(int in, int out, Weight weight, @Nullable Weight bias, Layout layout) {
            this(in, out, weight, bias, layout, null);
        }
    }

    /// Adds `alpha / rank * up(down(x))` to a linear layer (LoRA, Hu et al. 2021).
    ///
    /// @param down (rank, in)
    /// @param up   (out, rank), zero at first
    record LowRank(int rank, double alpha, Weight down, Weight up) {}

    enum Layout {
        IN_OUT,
        OUT_IN
    }

    /// Where an attention's keys and values come from.
    enum Source {
        /// Its own input.
        SELF,
        /// The encoder's output: no causal mask, `S` keys.
        MEMORY
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
