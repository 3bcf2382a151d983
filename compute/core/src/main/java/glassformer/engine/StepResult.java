package glassformer.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// @param loss         the mean of the micro-batches' losses, without penalties
/// @param gradientNorm L2 norm over all trained parameters before clipping
/// @param byHead       the same mean for each head that has labels, before its weight
public record StepResult(double loss, double gradientNorm, Map<String, Double> byHead, Penalties penalties) {
    public StepResult {
        byHead = Collections.unmodifiableMap(new LinkedHashMap<>(byHead));
    }
}
