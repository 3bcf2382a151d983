package glassformer.ui.train;

import glassformer.engine.TensorStatistics;
import glassformer.engine.TensorStatistics.Kind;
import glassformer.run.RunFolder;
import glassformer.run.StatisticsLine;
import glassformer.ui.chart.Curve;
import glassformer.ui.common.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What watched steps found inside a run's model, one tensor at a time, from the run's folder.
public final class InsideViewModel {
    /// The size of a step beside its weights that usually trains well.
    public static final double GOOD_RATIO = 1e-3;

    private final Background.Slot reading;
    private final ObservableList<String> tensors = FXCollections.observableArrayList();
    private final ObservableList<String> shownTensors = FXCollections.unmodifiableObservableList(tensors);
    private final ObjectProperty<@Nullable String> tensor = new SimpleObjectProperty<>(this, "tensor");
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(this, "kind", Kind.WEIGHT);
    private final ReadOnlyObjectWrapper<List<StatisticsLine>> spread =
            new ReadOnlyObjectWrapper<>(this, "spread", List.of());
    private final Curve ratio = new Curve();
    private final Curve guide = new Curve();
    private final Curve norm = new Curve();
    private List<StatisticsLine> lines = List.of();
    private @Nullable Seen seen;

    /// Which file was read, as it was then.
    private record Seen(@Nullable Path run, long size) {}

    InsideViewModel(Background background) {
        this.reading = background.slot();
        tensor.subscribe(this::show);
        kind.subscribe(this::show);
    }

    /// Those that were trained, in the model's order.
    public ObservableList<String> tensors() {
        return shownTensors;
    }

    public ObjectProperty<@Nullable String> tensorProperty() {
        return tensor;
    }

    public ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    /// Of the chosen tensor and kind, by step.
    public ReadOnlyObjectProperty<List<StatisticsLine>> spreadProperty() {
        return spread.getReadOnlyProperty();
    }

    /// Of the chosen tensor: how far a step moved it, as a share of its length.
    public Curve ratio() {
        return ratio;
    }

    /// [#GOOD_RATIO] along the same steps.
    public Curve guide() {
        return guide;
    }

    /// The length of the chosen tensor or its gradient.
    public Curve norm() {
        return norm;
    }

    /// Reads what the run has found, where that is not known yet.
    public void look(@Nullable Path run) {
        if (reading.busyProperty().get()) return;
        Seen before = seen;
        reading.run(
                () -> {
                    Seen now = new Seen(run, run == null ? 0 : size(new RunFolder(run).statisticsFile()));
                    if (now.equals(before)) return Optional.<Found>empty();
                    return Optional.of(new Found(now, run == null ? List.of() : new RunFolder(run).statistics()));
                },
                found -> found.ifPresent(this::take),
                // A file that is being cut: the next look will find it whole.
                failure -> {});
    }

    private record Found(Seen seen, List<StatisticsLine> lines) {}

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private void take(Found found) {
        seen = found.seen();
        lines = found.lines();
        List<String> names =
                lines.stream().map(line -> line.statistics().name()).distinct().toList();
        String chosen = tensor.get();
        if (!names.equals(tensors)) {
            tensors.setAll(names);
            tensor.set(names.contains(chosen) ? chosen : names.isEmpty() ? null : names.getFirst());
        }
        show();
    }

    private void show() {
        ratio.clear();
        guide.clear();
        norm.clear();
        String name = tensor.get();
        List<StatisticsLine> of = lines.stream()
                .filter(line -> line.statistics().name().equals(name))
                .toList();
        for (StatisticsLine line : of) {
            TensorStatistics one = line.statistics();
            Double share = one.ratio();
            if (share != null) {
                ratio.append(line.step(), share);
                guide.append(line.step(), GOOD_RATIO);
            }
            if (one.kind() == kind.get()) norm.append(line.step(), one.norm());
        }
        spread.set(of.stream()
                .filter(line -> line.statistics().kind() == kind.get())
                .toList());
    }
}
