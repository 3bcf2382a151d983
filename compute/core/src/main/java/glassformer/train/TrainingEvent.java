package glassformer.train;

import glassformer.engine.AttentionGroup;
import glassformer.engine.OptimizerState;
import glassformer.engine.TensorStatistics;
import glassformer.engine.Weights;
import java.util.List;
import java.util.Map;

/// What happens while a model trains, in order. `step` counts finished updates.
public sealed interface TrainingEvent {
    int step();

    /// An update was done. `seconds` is the time since training started or resumed.
    ///
    /// @param measures further numbers by name, such as `loss/topic` where there are several heads, or `penalty/L2`
    record Stepped(
            int step,
            double loss,
            double learningRate,
            double gradientNorm,
            double tokensPerSecond,
            double seconds,
            Map<String, Double> measures)
            implements TrainingEvent {}

    /// The validation data was looked at.
    ///
    /// @param measures further numbers by name, such as `accuracy`
    record Evaluated(int step, double loss, double seconds, Map<String, Double> measures) implements TrainingEvent {}

    /// What an update found in the model's tensors.
    record Watched(int step, List<TensorStatistics> statistics) implements TrainingEvent {}

    /// The probe prompt was continued.
    record Sampled(int step, String prompt, String text) implements TrainingEvent {}

    /// What each head says of the probe sentence.
    record Probed(int step, List<HeadReading> readings) implements TrainingEvent {}

    /// The probe sentence's attention, one group a kind.
    record Attended(int step, List<AttentionGroup> groups) implements TrainingEvent {}

    /// The state to write as a checkpoint; the receiver returns when it is safe on disk.
    ///
    /// @param mostTexts how many texts of a step fitted into the device's memory together, after micro-batches were
    ///                  halved; `Integer.MAX_VALUE` where they never were
    record CheckpointDue(int step, Weights weights, OptimizerState optimizer, int mostTexts) implements TrainingEvent {
        /// Of a training whose steps always fitted.
        public CheckpointDue(int step, Weights weights, OptimizerState optimizer) {
            this(step, weights, optimizer, Integer.MAX_VALUE);
        }
    }

    /// Something that the person should know, while the training goes on.
    ///
    /// @param step the update that is being done
    record Noticed(int step, String sentence) implements TrainingEvent {}
    /// A batch whose loss stood out.
    ///
    /// @param mean      of the losses before it
    /// @param deviation their standard deviation
    /// @param rows      its texts, that with the highest loss first
    record Outlier(int step, double loss, double mean, double deviation, List<Row> rows) implements TrainingEvent {
        public Outlier {
            rows = List.copyOf(rows);
        }

        /// @param loss of this text alone, without dropout, after the update
        public record Row(String text, double loss) {}
    }
}
