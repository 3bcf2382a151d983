package glassformer.run;

import java.nio.file.Path;
import java.util.Map;

/// How a run ended. Losses are NaN where nothing was measured.
///
/// @param steps          updates done, earlier ones of a resumed run included
/// @param result         the step whose checkpoint is the result
/// @param firstLoss      the training loss of the run's first step
/// @param trainLoss      of the last step
/// @param validationLoss of the last evaluation
/// @param measures       of the last evaluation, by name
/// @param sample         the last text that continued the probe prompt, the prompt left out
public record RunSummary(
        Path run,
        RunStatus.State state,
        int steps,
        int result,
        double firstLoss,
        double trainLoss,
        double validationLoss,
        double tokensPerSecond,
        long parameters,
        double seconds,
        String sample,
        Map<String, Double> measures,
        MemoryUse memory) {}
