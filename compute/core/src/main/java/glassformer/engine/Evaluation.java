package glassformer.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// @param loss   the batch's
/// @param byHead each head's that has labels, before its weight
public record Evaluation(double loss, Map<String, Double> byHead) {
    public Evaluation {
        byHead = Collections.unmodifiableMap(new LinkedHashMap<>(byHead));
    }
}
