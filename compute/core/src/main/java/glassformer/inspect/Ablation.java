package glassformer.inspect;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Weights of the same model with parts that write nothing: zero ablation. A head's output is zeroed by the columns of
/// the product that joins the heads; that product's bias, which is no head's, stays unless the whole layer goes.
/// A model so changed does everything that a model does.
public final class Ablation {
    private Ablation() {}

    /// @throws glassformer.BadInputException where the model has no such part
    public static Weights of(Blueprint blueprint, Weights weights, List<Part> parts) {
        Map<String, Tensor> changed = new LinkedHashMap<>();
        for (Part part : parts) {
            Writer writer = Writer.find(blueprint, part);
            switch (writer.residual().body()) {
                case Layer.Attention attention -> {
                    int size = attention.headDim();
                    boolean all = part.head() == Part.WHOLE;
                    int from = all ? 0 : part.head() * size;
                    silence(
                            attention.output(),
                            from,
                            all ? attention.output().in() : from + size,
                            all,
                            weights,
                            changed);
                }
                case Layer.FeedForward ffn -> silence(ffn.down(), 0, ffn.down().in(), true, weights, changed);
                default -> throw new IllegalArgumentException("no part to leave out");
            }
        }
        return weights.with(new Weights(changed));
    }

    /// Inputs `from` to `to` no longer count.
    private static void silence(
            Layer.Linear linear, int from, int to, boolean bias, Weights weights, Map<String, Tensor> changed) {
        float[] product = own(linear.weight().name(), weights, changed);
        for (int in = from; in < to; in++) {
            for (int out = 0; out < linear.out(); out++) {
                int place =
                        switch (linear.layout()) {
                            case OUT_IN -> out * linear.in() + in;
                            case IN_OUT -> in * linear.out() + out;
                        };
                product[place] = 0;
            }
        }
        if (bias && linear.bias() != null) {
            java.util.Arrays.fill(own(linear.bias().name(), weights, changed), 0);
        }
        Layer.@Nullable LowRank adapter = linear.adapter();
        if (adapter != null) {
            float[] down = own(adapter.down().name(), weights, changed); // (rank, in)
            for (int r = 0; r < adapter.rank(); r++) {
                java.util.Arrays.fill(down, r * linear.in() + from, r * linear.in() + to, 0);
            }
        }
    }

    private static float[] own(String name, Weights weights, Map<String, Tensor> changed) {
        return changed.computeIfAbsent(name, same -> {
                    Tensor tensor = weights.get(same);
                    return new Tensor(tensor.shape(), tensor.values().clone());
                })
                .values();
    }
}
