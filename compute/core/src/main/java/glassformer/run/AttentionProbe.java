package glassformer.run;

import glassformer.engine.Tensor;
import java.util.List;

/// The probe sentence's attention at a step.
///
/// @param patterns `(H, T, T)` a layer: row = query, column = key
public record AttentionProbe(int step, List<String> tokens, List<Tensor> patterns) {
    public AttentionProbe {
        tokens = List.copyOf(tokens);
        patterns = List.copyOf(patterns);
    }
}
