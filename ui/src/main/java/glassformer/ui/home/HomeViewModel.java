package glassformer.ui.home;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.run.RunStatus;
import glassformer.ui.common.Background;
import glassformer.ui.lab.RecentLabs;
import glassformer.ui.lab.RunEntry;
import glassformer.ui.lab.RunLibrary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What the gallery shows. Everything is read in the background, so that the window is there first.
public final class HomeViewModel {
    private static final int RUNS = 6;

    private final Supplier<List<SampleLab>> source;
    private final RecentLabs recent;
    private final RunLibrary library;
    private final Background background;
    private final Background.Slot labSlot;
    private final Background.Slot runSlot;
    private final ObservableList<SampleLab> samples = FXCollections.observableArrayList();
    private final ObservableList<RecentLab> labs = FXCollections.observableArrayList();
    private final ObservableList<RunEntry> runs = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper(this, "loaded", false);
    private List<RunEntry> allRuns = List.of();

    /// A lab file that was open lately.
    ///
    /// @param lab null where it can't be read
    /// @param problem why it can't be read, or empty
    public record RecentLab(Path file, @Nullable Lab lab, String problem) {}

    private record Found(List<SampleLab> samples, List<Path> labs) {}

    public HomeViewModel(
            Supplier<List<SampleLab>> source, RecentLabs recent, RunLibrary library, Background background) {
        this.source = source;
        this.recent = recent;
        this.library = library;
        this.background = background;
        this.labSlot = background.slot();
        this.runSlot = background.slot();
        recent.files().addListener((ListChangeListener<Path>) change -> readLabs());
    }

    /// Reads the gallery for the first time.
    public void load() {
        background.run(
                () -> new Found(source.get(), recent.remembered()),
                found -> {
                    samples.setAll(found.samples());
                    recent.show(found.labs());
                    loaded.set(true);
                },
                failure -> loaded.set(true));
        refreshRuns();
    }

    /// Reads the runs anew, for example when the page comes back.
    public void refreshRuns() {
        runSlot.run(
                () -> library.recent(Integer.MAX_VALUE),
                (List<RunEntry> found) -> {
                    allRuns = found;
                    runs.setAll(found.subList(0, Math.min(RUNS, found.size())));
                },
                failure -> runs.clear());
    }

    public ObservableList<SampleLab> samples() {
        return samples;
    }

    public ObservableList<RecentLab> labs() {
        return labs;
    }

    public ObservableList<RunEntry> runs() {
        return runs;
    }

    /// Whether the samples were read.
    public ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /// How long this lab's last whole training took here; one of fewer or more steps says nothing about it.
    public Optional<Duration> tookHere(Lab lab) {
        return allRuns.stream()
                .filter(run -> run.lab().equals(lab.name()) && run.status().state() == RunStatus.State.FINISHED)
                .filter(run -> run.status().steps() == lab.training().steps())
                .findFirst()
                .map(run -> Duration.ofMillis((long) (run.status().seconds() * 1000)));
    }

    private void readLabs() {
        List<Path> files = List.copyOf(recent.files());
        labSlot.run(
                () -> files.stream().map(HomeViewModel::read).toList(),
                (List<RecentLab> found) -> labs.setAll(found),
                failure -> labs.clear());
    }

    private static RecentLab read(Path file) {
        try {
            return new RecentLab(file, LabFile.read(file), "");
        } catch (BadInputException e) {
            return new RecentLab(file, null, Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }
}
