package glassformer.blueprint;

/// What a model costs before it is built.
///
/// @param parameters          learned values, a tied head once
/// @param forwardFlops        floating-point operations of one token's forward pass at full context, a
///                            multiply-add counted as two, masked scores included as kernels compute them
/// @param trainingFlops       the same for forward and backward: three times (Kaplan et al. 2020, appendix B)
/// @param stateBytes          weights, gradients and AdamW's two moments in float32
/// @param activationBytes     values kept for the backward pass, for one micro-batch
/// @param generationBytes     weights and a full KV cache
public record CostEstimate(
        long parameters,
        long forwardFlops,
        long trainingFlops,
        long stateBytes,
        long activationBytes,
        long generationBytes) {

    public long trainingBytes() {
        return stateBytes + activationBytes;
    }

    /// @param batchSize sequences in a micro-batch, each of the full context length
    public static CostEstimate of(Blueprint blueprint, int batchSize) {
        long parameters = ParameterTable.of(blueprint).size();
        int context = blueprint.config().contextLength();
        int dim = blueprint.config().dim();
        long[] flops = {0};
        long[] kept = {0}; // values a token, kept for the backward pass
        long[] cache = {0};
        blueprint.layers().forEach(layer -> {
            switch (layer) {
                case Layer.Attention attention -> {
                    long width = (long) attention.heads() * attention.headDim();
                    long keyValue = (long) attention.kvHeads() * attention.headDim();
                    flops[0] += 2 * dim * (width + 2 * keyValue) + 2 * width * dim + 4 * width * context;
                    // The fused kernel keeps q, k, v and its output; with dropout, the pattern too.
                    kept[0] += 2 * width + 2 * keyValue + dim;
                    kept[0] += attention.dropout() > 0 ? 2L * attention.heads() * context : attention.heads();
                    cache[0] += 2 * keyValue * context;
                }
                case Layer.FeedForward ffn -> {
                    int matrices = ffn.gate() == null ? 2 : 3;
                    flops[0] += 2L * matrices * ffn.up().in() * ffn.up().out();
                    kept[0] += (ffn.gate() == null ? 2L : 4L) * ffn.up().out() + dim;
                }
                case Layer.OutputHead head -> {
                    int vocabulary = head.table().shape().getFirst();
                    flops[0] += 2L * dim * vocabulary;
                    kept[0] += 2L * vocabulary;
                }
                case Layer.Norm norm -> kept[0] += dim;
                case Layer.Residual residual -> kept[0] += residual.dropout() > 0 ? 2L * dim : dim;
                case Layer.Dropout dropout -> kept[0] += dim;
                case Layer.TokenEmbedding embedding -> kept[0] += dim;
                case Layer.LearnedPosition position -> kept[0] += dim;
                case Layer.SinusoidalPosition position -> kept[0] += dim;
                case Layer.Sequence sequence -> {}
                case Layer.Block block -> {}
            }
        });
        return new CostEstimate(
                parameters,
                flops[0],
                3 * flops[0],
                16 * parameters,
                4 * kept[0] * batchSize * context,
                4 * (parameters + cache[0]));
    }
}
