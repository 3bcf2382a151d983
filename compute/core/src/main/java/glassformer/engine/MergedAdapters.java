package glassformer.engine;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Linears;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A model's weights with its adapters added to the weights that they adapt, `W + alpha / rank * up down`: what other
/// tools open (Hu et al. 2021, section 4.1).
public final class MergedAdapters {
    private MergedAdapters() {}

    /// @param adapted a blueprint with adapters
    /// @return weights of the same blueprint without them
    public static Weights of(Blueprint adapted, Weights weights) {
        Map<String, Tensor> merged = new LinkedHashMap<>(weights.tensors());
        adapted.layers().flatMap(layer -> Linears.of(layer).stream()).forEach(linear -> {
            Layer.LowRank adapter = linear.adapter();
            if (adapter != null) {
                String name = linear.weight().name();
                merged.put(name, sum(linear, adapter, weights));
                merged.remove(adapter.down().name());
                merged.remove(adapter.up().name());
            }
        });
        return new Weights(merged);
    }

    private static Tensor sum(Layer.Linear linear, Layer.LowRank adapter, Weights weights) {
        Tensor base = weights.get(linear.weight().name());
        float[] down = weights.get(adapter.down().name()).values(); // (rank, in)
        float[] up = weights.get(adapter.up().name()).values(); // (out, rank)
        double scale = adapter.alpha() / adapter.rank();
        float[] values = base.values().clone();
        for (int o = 0; o < linear.out(); o++) {
            for (int i = 0; i < linear.in(); i++) {
                double product = 0;
                for (int r = 0; r < adapter.rank(); r++) {
                    product += (double) up[o * adapter.rank() + r] * down[r * linear.in() + i];
                }
                int place =
                        switch (linear.layout()) {
                            case OUT_IN -> o * linear.in() + i;
                            case IN_OUT -> i * linear.out() + o;
                        };
                values[place] += (float) (scale * product);
            }
        }
        return new Tensor(List.copyOf(base.shape()), values);
    }
}
