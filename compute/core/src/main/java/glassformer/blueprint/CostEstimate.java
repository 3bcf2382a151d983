package glassformer.blueprint;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a model costs before it is built. An encoder-decoder counts a source token and a target token as one.
///
/// @param parameters          learned values, a tied head once
/// @param trainable           those of them that training changes
/// @param forwardFlops        floating-point operations of one token's forward pass at full context, a
///                            multiply-add counted as two, masked scores included as kernels compute them
/// @param trainingFlops       the same for forward and backward: three times (Kaplan et al. 2020, appendix B)
/// @param stateBytes          weights, and what is kept of each trained one besides, such as its gradient
/// @param activationBytes     values kept for the backward pass, for one micro-batch
/// @param checkpointBytes     the copies that are taken while a checkpoint is written
/// @param generationBytes     weights and a full KV cache
public record CostEstimate(
        long parameters,
        long trainable,
        long forwardFlops,
        long trainingFlops,
        long stateBytes,
        long activationBytes,
        long checkpointBytes,
        long generationBytes) {

    /// On the device.
    public long trainingBytes() {
        return stateBytes + activationBytes;
    }

    /// In the process, where that is where the device's memory is.
    public long processBytes() {
        return trainingBytes() + checkpointBytes;
    }

    /// With everything trained, in the usual way.
    ///
    /// @param batchSize texts in a micro-batch, each of the full context length
    public static CostEstimate of(Blueprint blueprint, int batchSize) {
        return of(
                blueprint,
                TrainingDemand.usual(batchSize),
                ParameterTable.of(blueprint).weights().stream()
                        .map(Weight::name)
                        .collect(Collectors.toSet()));
    }

    /// @param trained the names of the tensors that training changes
    public static CostEstimate of(Blueprint blueprint, TrainingDemand demand, Set<String> trained) {
        ParameterTable table = ParameterTable.of(blueprint);
        long parameters = table.size();
        long trainable = table.only(trained).size();
        Count count = new Count(
                blueprint.config().contextLength(),
                blueprint.config().dim(),
                demand.productBytes(),
                demand.activationCheckpointing());
        count.all(blueprint.trunk().layers());
        blueprint.heads().forEach(head -> count.head(head.layers().layers()));
        long texts = (long) demand.batchSize() * blueprint.config().contextLength();
        long copies = demand.productBytes() < Float.BYTES ? demand.productBytes() * parameters : 0;
        return new CostEstimate(
                parameters,
                trainable,
                count.flops,
                3 * count.flops,
                4 * (parameters + demand.valuesPerWeight() * trainable) + copies,
                count.atMost() * texts,
                4 * (parameters + demand.memories() * trainable),
                4 * (parameters + count.cached));
    }

    /// Adds up over layers, for one token.
    private static final class Count {
        private final int context;
        private final int dim;
        private final int productBytes;
        private final boolean recomputes;
        private long flops;
        private long kept; // bytes for the backward pass
        private long block; // those of the largest block, which is computed again
        private long cached; // values in a full KV cache

        Count(int context, int dim, int productBytes, boolean recomputes) {
            this.context = context;
            this.dim = dim;
            this.productBytes = productBytes;
            this.recomputes = recomputes;
        }

        long atMost() {
            return kept + block;
        }

        private void keep(long values) {
            kept += Float.BYTES * values;
        }

        /// What products read and give.
        private void keepOfProducts(long values) {
            kept += productBytes * values;
        }

        /// Of a block that is computed again only its input stays.
        private void block(List<Layer> layers) {
            long before = kept;
            all(layers);
            if (recomputes) {
                block = Math.max(block, kept - before);
                kept = before + Float.BYTES * (long) dim;
            }
        }

        void all(List<Layer> layers) {
            layers.forEach(this::add);
        }

        /// What follows a pooler works on one vector a text, next to nothing for a token.
        void head(List<Layer> layers) {
            layers.stream().takeWhile(layer -> !(layer instanceof Layer.Pooler)).forEach(this::add);
        }

        private void add(Layer layer) {
            for (Layer.Linear linear : Linears.of(layer)) {
                flops += 2L * linear.in() * linear.out();
                if (linear.adapter() != null) {
                    flops += 2L * linear.adapter().rank() * (linear.in() + linear.out());
                    keepOfProducts(linear.adapter().rank());
                }
            }
            switch (layer) {
                case Layer.Attention attention -> {
                    long width = (long) attention.heads() * attention.headDim();
                    long keyValue = (long) attention.kvHeads() * attention.headDim();
                    flops += 4 * width * context;
                    // The fused kernel keeps q, k, v and its output; with dropout, the pattern too.
                    keepOfProducts(2 * width + 2 * keyValue + dim);
                    keep(attention.dropout() > 0 ? 2L * attention.heads() * context : attention.heads());
                    boolean unmasked = attention.mask() instanceof Mask.Full;
                    boolean encodes = attention.source() == Layer.Source.SELF && unmasked;
                    cached += encodes ? 0 : 2 * keyValue * context;
                }
                case Layer.FeedForward ffn ->
                    keepOfProducts((ffn.gate() == null ? 2L : 4L) * ffn.up().out() + dim);
                case Layer.Dense dense -> keepOfProducts(2L * dense.linear().out());
                case Layer.OutputHead head -> {
                    int vocabulary = head.table().shape().getFirst();
                    flops += 2L * dim * vocabulary;
                    keepOfProducts(vocabulary);
                    keep(vocabulary);
                }
                case Layer.Residual residual -> {
                    keep(residual.dropout() > 0 ? 2L * dim : dim);
                    add(residual.norm());
                    add(residual.body());
                }
                case Layer.Norm norm -> keep(dim);
                case Layer.Dropout dropout -> keep(dim);
                case Layer.TokenEmbedding embedding -> keep(dim);
                case Layer.TokenTypeEmbedding types -> keep(dim);
                case Layer.Scale scale -> keep(dim);
                case Layer.LearnedPosition position -> keep(dim);
                case Layer.SinusoidalPosition position -> keep(dim);
                case Layer.Pooler pooler -> {}
                case Layer.Sequence(var layers) -> all(layers);
                case Layer.Encoder(var layers) -> all(layers);
                case Layer.Block(int index, var layers) -> block(layers);
            }
        }
    }
}
