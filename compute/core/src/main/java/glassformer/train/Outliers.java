package glassformer.train;

import glassformer.engine.Batch;
import glassformer.engine.ModelSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds which texts of a batch that stands out are to blame: each is evaluated alone, which costs a step or two.
final class Outliers {
    private static final int MOST_ROWS = 8;

    private final ModelSession session;
    private final Probe probe;
    private @Nullable Suspect last;
    private int lastStep;

    Outliers(ModelSession session, Probe probe) {
        this.session = session;
        this.probe = probe;
    }

    TrainingEvent note(int step, double loss, LossWatch.Reading reading, List<Batch> batches) {
        List<TrainingEvent.Outlier.Row> rows = rows(batches, MOST_ROWS);
        last = new Suspect.Data(step, rows.isEmpty() ? "" : rows.getFirst().text());
        lastStep = step;
        return new TrainingEvent.Outlier(step, loss, reading.mean(), reading.deviation(), rows);
    }

    /// The batch that stood out right where the losses stopped to be as expected, or null.
    @Nullable
    Suspect since(int stableStep) {
        return lastStep == stableStep + 1 ? last : null;
    }

    /// The text whose loss alone is not finite while others' are, or null. The weights are still those before the step.
    @Nullable
    Suspect brokenRow(int step, List<Batch> batches) {
        List<TrainingEvent.Outlier.Row> rows = rows(batches, Integer.MAX_VALUE);
        List<TrainingEvent.Outlier.Row> broken =
                rows.stream().filter(row -> !Double.isFinite(row.loss())).toList();
        return broken.isEmpty() || broken.size() == rows.size()
                ? null
                : new Suspect.Data(step, broken.getFirst().text());
    }

    private List<TrainingEvent.Outlier.Row> rows(List<Batch> batches, int most) {
        List<TrainingEvent.Outlier.Row> rows = new ArrayList<>();
        for (Batch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                Batch row = batch.row(i);
                rows.add(new TrainingEvent.Outlier.Row(
                        probe.read(row), session.evaluate(row).loss()));
            }
        }
        return rows.stream()
                .sorted(Comparator.comparingDouble(TrainingEvent.Outlier.Row::loss)
                        .reversed())
                .limit(most)
                .toList();
    }
}
