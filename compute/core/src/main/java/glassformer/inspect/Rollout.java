package glassformer.inspect;

import glassformer.engine.AttentionGroup;
import glassformer.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/// How much of each input token's information reaches each place through all layers up to one, if layers only mixed
/// tokens as attention does and passed on half of each place as it is: `R_l = (A_l + I) / 2 * R_(l-1)`, `R_0 = I`, with
/// `A_l` the mean over the heads (Abnar & Zuidema 2020, section 3). Rows sum to 1.
public final class Rollout {
    private Rollout() {}

    /// @param group of a text that looks at itself
    /// @return the rollout after each layer, `(T, T)`
    /// @throws IllegalArgumentException for attention to another text
    public static List<Tensor> of(AttentionGroup group) {
        if (group.kind() == AttentionGroup.Kind.CROSS) {
            throw new IllegalArgumentException("rollout is of a text that looks at itself");
        }
        int size = group.rows().size();
        double[] rolled = new double[size * size];
        for (int i = 0; i < size; i++) {
            rolled[i * size + i] = 1;
        }
        List<Tensor> all = new ArrayList<>();
        for (Tensor mean : means(group)) {
            rolled = after(mean.values(), rolled, size);
            all.add(Tensor.of(floats(rolled), size, size));
        }
        return all;
    }

    private static double[] after(float[] mean, double[] before, int size) {
        double[] out = new double[size * size];
        for (int q = 0; q < size; q++) {
            for (int k = 0; k < size; k++) {
                double share = (mean[q * size + k] + (q == k ? 1 : 0)) / 2;
                if (share != 0) {
                    for (int i = 0; i < size; i++) {
                        out[q * size + i] += share * before[k * size + i];
                    }
                }
            }
        }
        return out;
    }

    /// The mean over the heads of each layer, `(T, S)`.
    public static List<Tensor> means(AttentionGroup group) {
        int size = group.rows().size() * group.columns().size();
        return group.patterns().stream()
                .map(pattern -> {
                    int heads = pattern.shape().getFirst();
                    double[] sum = new double[size];
                    for (int i = 0; i < pattern.values().length; i++) {
                        sum[i % size] += pattern.values()[i] / (double) heads;
                    }
                    return Tensor.of(
                            floats(sum), group.rows().size(), group.columns().size());
                })
                .toList();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
