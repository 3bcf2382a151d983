package glassformer.train;

import glassformer.engine.Batch;
import glassformer.engine.DeviceMemoryException;
import glassformer.engine.ModelSession;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import java.util.List;

/// Steps that fit into the device's memory: where one does not, its micro-batches are halved and there are twice as
/// many, so that the update stays the same, for this step and all after it.
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
                return session.step(batches, settings);
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
