package glassformer.train;

import glassformer.engine.Batch;
import glassformer.engine.DeviceMemoryException;
import glassformer.engine.ModelSession;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import java.util.List;

/// Steps that fit into the device's memory: where one does not, its micro-batches are halved and there are twice as
/// many, so that the update stays the same, for this step and all after it. Where a gradient overflows because the loss
/// is scaled too much, the step is done again with the half of that scale: an attempt that changes nothing is no step,
/// and its texts are not lost.
final class FittingSteps {
    /// As many texts as the settings say.
    static final int ANY = Integer.MAX_VALUE;

    private final ModelSession session;
    private int mostTexts;

    /// @param mostTexts that fit so far; [#ANY] where nothing is known
    FittingSteps(ModelSession session, int mostTexts) {
        this.session = session;
        this.mostTexts = mostTexts;
    }

    /// How many texts are looked at together at most.
    int mostTexts() {
        return mostTexts;
    }

    /// Hears of smaller micro-batches.
    @FunctionalInterface
    interface Halved {
        void to(int microBatch, int accumulation);
    }

    /// @throws DeviceMemoryException where even one text at a time is too much
    StepResult step(List<Batch> whole, StepSettings settings, Halved halved) {
        while (true) {
            List<Batch> batches = Batch.split(whole, mostTexts);
            try {
                StepResult result = session.step(batches, settings);
                if (!result.overflowed()) {
                    return result;
                }
            } catch (DeviceMemoryException e) {
                int most = batches.stream().mapToInt(Batch::size).max().orElseThrow();
                if (most == 1) {
                    throw e;
                }
                mostTexts = Math.ceilDiv(most, 2);
                halved.to(mostTexts, Batch.split(whole, mostTexts).size());
            }
        }
    }
}
