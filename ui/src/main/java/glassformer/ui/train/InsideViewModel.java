package glassformer.ui.train;

import glassformer.engine.TensorStatistics;
import glassformer.engine.TensorStatistics.Kind;
import glassformer.run.RunFolder;
import glassformer.run.StatisticsLine;
import glassformer.run.StatisticsTail;
import glassformer.ui.chart.Curve;
import glassformer.ui.common.Background;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
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
    private final ObservableList<LayerCurve> dead = FXCollections.observableArrayList();
    private final ObservableList<LayerCurve> shownDead = FXCollections.unmodifiableObservableList(dead);
    private final List<StatisticsLine> lines = new ArrayList<>();
    /// What was chosen, the newest last: each kind has names of its own.
    private final SequencedSet<String> choices = new LinkedHashSet<>();
    private @Nullable Reader reader;

    /// A share of dead units by step.
    ///
    /// @param name of the layer
    public record LayerCurve(String name, Curve curve) {}

    /// Goes on where it was in a run's file.
    private record Reader(Path run, StatisticsTail tail) {
        static Reader of(Path run) {
            return new Reader(run, new StatisticsTail(new RunFolder(run).statisticsFile()));
        }
    }

    InsideViewModel(Background background) {
        this.reading = background.slot();
        tensor.subscribe(name -> {
            if (name != null) choices.addLast(name);
            show();
        });
        kind.subscribe(this::offer);
    }

    /// Those that were trained, or where activations were watched, in the model's order.
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

    /// Of each layer with hidden units.
    public ObservableList<LayerCurve> dead() {
        return shownDead;
    }

    /// Reads what the run has found, where that is not known yet.
    public void look(@Nullable Path run) {
        if (reading.busyProperty().get()) return;
        Reader before = reader;
        if (run == null) {
            reader = null;
            take(true, List.of());
            return;
        }
        Reader now = before != null && before.run().equals(run) ? before : Reader.of(run);
        boolean other = now != before;
        reader = now;
        reading.run(
                () -> {
                    List<StatisticsLine> more = now.tail().next();
                    return new Found(other || now.tail().restarted(), more);
                },
                found -> take(found.anew(), found.lines()),
                // A file that is being cut: the next look begins again and will find it whole.
                failure -> reader = null);
    }

    /// @param anew whether the lines that are known do not count any more
    private record Found(boolean anew, List<StatisticsLine> lines) {}

    private void take(boolean anew, List<StatisticsLine> more) {
        if (more.isEmpty() && (!anew || lines.isEmpty())) return;
        if (anew) lines.clear();
        lines.addAll(more);
        offer();
    }

    private void offer() {
        List<String> names = lines.stream()
                .filter(line -> line.statistics().kind() == kind.get())
                .map(line -> line.statistics().name())
                .distinct()
                .toList();
        if (!names.equals(tensors)) {
            String chosen = choices.reversed().stream()
                    .filter(names::contains)
                    .findFirst()
                    .orElse(names.isEmpty() ? null : names.getFirst());
            tensors.setAll(names);
            tensor.set(chosen);
        }
        showDead();
        show();
    }

    private void showDead() {
        Map<String, Curve> byLayer = new LinkedHashMap<>();
        for (StatisticsLine line : lines) {
            Double share = line.statistics().dead();
            if (share != null) {
                byLayer.computeIfAbsent(line.statistics().name(), name -> new Curve())
                        .append(line.step(), share);
            }
        }
        dead.setAll(byLayer.entrySet().stream()
                .map(entry -> new LayerCurve(entry.getKey(), entry.getValue()))
                .toList());
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
