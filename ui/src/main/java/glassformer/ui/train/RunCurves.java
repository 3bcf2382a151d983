package glassformer.ui.train;

import glassformer.run.Metric;
import glassformer.train.LrSchedule;
import glassformer.ui.chart.Curve;
import glassformer.worker.WorkerEvents.Evaluated;
import glassformer.worker.WorkerEvents.Stepped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What a run measured, by step.
public final class RunCurves {
    private static final int PLANNED_POINTS = 1000;

    private final Curve trainLoss = new Curve();
    private final Curve validationLoss = new Curve();
    private final Curve learningRate = new Curve();
    private final Curve plannedRate = new Curve();
    private final Curve gradientNorm = new Curve();
    private final Curve tokensPerSecond = new Curve();
    private final Curve seconds = new Curve();
    private static final double MEBI = 1 << 20;

    private final Curve mebibytes = new Curve();
    private final Curve deviceMebibytes = new Curve();
    private final ObservableList<MeasureCurve> measures = FXCollections.observableArrayList();
    private final ObservableList<MeasureCurve> shownMeasures = FXCollections.unmodifiableObservableList(measures);
    private double secondsBefore;

    public Curve trainLoss() {
        return trainLoss;
    }

    public Curve validationLoss() {
        return validationLoss;
    }

    public Curve learningRate() {
        return learningRate;
    }

    /// The learning rate of the whole run as it is planned, before and while it is trained.
    public Curve plannedRate() {
        return plannedRate;
    }

    void plan(LrSchedule schedule) {
        plannedRate.clear();
        int every = Math.max(1, schedule.steps() / PLANNED_POINTS);
        for (int step = 1; step < schedule.steps(); step += every) plannedRate.append(step, schedule.at(step));
        plannedRate.append(schedule.steps(), schedule.at(schedule.steps()));
    }

    /// Before clipping.
    public Curve gradientNorm() {
        return gradientNorm;
    }

    public Curve tokensPerSecond() {
        return tokensPerSecond;
    }

    /// Seconds of training until each step, over all resumptions.
    public Curve seconds() {
        return seconds;
    }

    /// What the training process held in memory, in millions of bytes.
    public Curve mebibytes() {
        return mebibytes;
    }

    /// What was taken of the device's own memory, in millions of bytes; empty where it has none.
    public Curve deviceMebibytes() {
        return deviceMebibytes;
    }

    /// What a run measures besides its loss, in the order in which it came.
    public ObservableList<MeasureCurve> measures() {
        return shownMeasures;
    }

    public void clear() {
        all().forEach(Curve::clear);
        plannedRate.clear();
        measures.clear();
        secondsBefore = 0;
    }

    /// Removes this step and all after it, because they are trained again.
    public void rewind(int step) {
        all().forEach(curve -> curve.truncateFrom(step));
        secondsBefore = last(seconds, 0);
    }

    /// From the run's folder.
    public void add(Metric metric) {
        int step = metric.step();
        add(step, metric.split(), metric.measures());
        if (metric.split().equals(Metric.VALIDATION)) {
            append(validationLoss, step, metric.loss());
            return;
        }
        append(trainLoss, step, metric.loss());
        append(learningRate, step, metric.lr());
        append(gradientNorm, step, metric.gradNorm());
        append(tokensPerSecond, step, metric.tokensPerSecond());
        append(seconds, step, metric.seconds());
    }

    /// A live event; one that the folder has told already is passed over.
    void add(Stepped event) {
        int step = event.step();
        add(step, Metric.TRAIN, event.measures());
        append(trainLoss, step, event.loss());
        append(learningRate, step, event.learningRate());
        append(gradientNorm, step, event.gradientNorm());
        append(tokensPerSecond, step, event.tokensPerSecond());
        // A run that was opened in the midst: its events count from a start that only the folder knows.
        double known = last(seconds, 0);
        if (secondsBefore + event.seconds() < known) secondsBefore = known - event.seconds();
        append(seconds, step, secondsBefore + event.seconds());
    }

    void add(Evaluated event) {
        add(event.step(), Metric.VALIDATION, event.measures());
        append(validationLoss, event.step(), event.loss());
    }

    private void add(int step, String split, Map<String, Double> values) {
        values.forEach((name, value) -> {
            if (name.equals(Metric.RESIDENT_BYTES)) append(mebibytes, step, value / MEBI);
            else if (name.equals(Metric.DEVICE_BYTES)) append(deviceMebibytes, step, value / MEBI);
            else append(measure(name, split), step, value);
        });
    }

    private Curve measure(String name, String split) {
        return measures.stream()
                .filter(known -> known.name().equals(name) && known.split().equals(split))
                .findFirst()
                .orElseGet(() -> {
                    var fresh = new MeasureCurve(name, split, new Curve());
                    measures.add(fresh);
                    return fresh;
                })
                .curve();
    }

    static double last(Curve curve, double otherwise) {
        return curve.isEmpty() ? otherwise : curve.y(curve.size() - 1);
    }

    private static void append(Curve curve, int step, @Nullable Double value) {
        if (value == null || !curve.isEmpty() && step <= curve.x(curve.size() - 1)) return;
        curve.append(step, value);
    }

    private List<Curve> all() {
        return Stream.concat(
                        Stream.of(
                                trainLoss,
                                validationLoss,
                                learningRate,
                                gradientNorm,
                                tokensPerSecond,
                                seconds,
                                mebibytes,
                                deviceMebibytes),
                        measures.stream().map(MeasureCurve::curve))
                .toList();
    }
}
