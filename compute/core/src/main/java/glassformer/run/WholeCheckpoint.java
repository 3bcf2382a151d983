package glassformer.run;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The newest checkpoint that is whole, and those that were passed over on the way to it.
record WholeCheckpoint(Optional<Checkpoint> checkpoint, List<ResumePlan.PassedOver> passedOver) {
    /// @param last the newest step that will do
    static WholeCheckpoint newest(RunFolder folder, int last) {
        List<ResumePlan.PassedOver> over = new ArrayList<>();
        for (int step : folder.checkpointSteps().reversed()) {
            if (step > last) {
                continue;
            }
            Checkpoint checkpoint = folder.checkpoint(step);
            try {
                checkpoint.validate();
                return new WholeCheckpoint(Optional.of(checkpoint), over);
            } catch (BadInputException e) {
                over.add(new ResumePlan.PassedOver(step, Objects.requireNonNullElse(e.getMessage(), e.toString())));
            }
        }
        return new WholeCheckpoint(Optional.empty(), over);
    }
}
