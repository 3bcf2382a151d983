package glassformer.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// @param loss         the mean of the micro-batches' losses, without penalties
/// @param gradientNorm L2 norm over all trained parameters before clipping
/// @param byHead       the same mean for each head that has labels, before its weight
/// @param statistics   of the gradients and weights of all trained tensors and of the activations of all layers, frozen
///                     ones included, where [StepSettings#watched] asked for them, the engine can find them and the
///                     gradient was finite; otherwise none
/// @param lossScale    what the loss was scaled with; null where it was not
public record StepResult(
        double loss,
        double gradientNorm,
        Map<String, Double> byHead,
        Penalties penalties,
        List<TensorStatistics> statistics,
        @Nullable LossScale lossScale) {
    /// Of a loss that was not scaled.
    public StepResult(
            double loss,
            double gradientNorm,
            Map<String, Double> byHead,
            Penalties penalties,
            List<TensorStatistics> statistics) {
        this(loss, gradientNorm, byHead, penalties, statistics, null);
    }

    /// Without statistics.
    public StepResult(double loss, double gradientNorm, Map<String, Double> byHead, Penalties penalties) {
        this(loss, gradientNorm, byHead, penalties, List.of());
    }

    /// The same with further statistics.
    public StepResult and(List<TensorStatistics> more) {
        return new StepResult(
                loss,
                gradientNorm,
                byHead,
                penalties,
                Stream.concat(statistics.stream(), more.stream()).toList(),
                lossScale);
    }

    public StepResult {
        byHead = Collections.unmodifiableMap(new LinkedHashMap<>(byHead));
        statistics = List.copyOf(statistics);
    }

    /// Whether the step changed nothing because its gradient, with the loss so scaled, was too large for the precision.
    /// The next one has half the scale.
    public boolean overflowed() {
        return lossScale != null && !lossScale.isLeast() && Double.isFinite(loss) && !Double.isFinite(gradientNorm);
    }
}
