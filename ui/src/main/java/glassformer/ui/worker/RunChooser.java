package glassformer.ui.worker;

import glassformer.run.RunFolder;
import glassformer.ui.common.Background;
import glassformer.ui.common.StepChoice;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.RunEntry;
import glassformer.ui.lab.RunLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which run a page is about, and which of its checkpoints. It looks again when a checkpoint is written or a training
/// ends.
///
/// @param <M> what else the page reads of a run whenever it is looked at
public final class RunChooser<M> implements WorkerListener {
    private static final int MOST = 50;

    private final WorkerLink link;
    private final RunLibrary library;
    private final Background.Slot listing;
    private final Function<RunFolder, M> more;
    private final M none;
    private final Consumer<M> listed;
    private final Consumer<String> failed;
    private final StepChoice checkpoints = new StepChoice();
    private final ObservableList<Path> runs = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Path> run = new SimpleObjectProperty<>(this, "run", null);

    private record Found<M>(
            List<RunEntry> runs,
            List<Integer> steps,
            @Nullable Integer result,
            M more) {}

    /// @param runsFolder whose runs can be chosen
    /// @param more       reads of the chosen run, not on the window's thread
    /// @param none       stands for it where no run is chosen
    /// @param listed     hears of it when runs and checkpoints are here
    /// @param failed     hears a sentence
    public RunChooser(
            Path runsFolder,
            WorkerLink link,
            Background background,
            Function<RunFolder, M> more,
            M none,
            Consumer<M> listed,
            Consumer<String> failed) {
        this.link = link;
        this.library = new RunLibrary(runsFolder);
        this.listing = background.slot();
        this.more = more;
        this.none = none;
        this.listed = listed;
        this.failed = failed;
        link.addListener(this);
    }

    /// From now on the run that is opened in the window is the chosen one.
    public void follow(LabSession session) {
        session.runProperty().subscribe(chosen -> {
            if (chosen != null) run.set(chosen);
        });
    }

    /// Looks which runs there are and what the chosen one holds.
    public void list() {
        Path of = run.get();
        listing.run(
                () -> {
                    List<RunEntry> all = library.recent(MOST);
                    if (of == null) return new Found<>(all, List.of(), null, none);
                    var folder = new RunFolder(of);
                    return new Found<>(all, folder.checkpointSteps(), folder.resultStep(), more.apply(folder));
                },
                this::take,
                failure -> failed.accept(WorkerLink.sentence(failure)));
    }

    private void take(Found<M> found) {
        List<Path> known = found.runs().stream().map(RunEntry::folder).toList();
        Path of = run.get();
        List<Path> all = of == null || known.contains(of)
                ? known
                : Stream.concat(Stream.of(of), known.stream()).toList();
        if (!all.equals(runs)) runs.setAll(all);
        checkpoints.show(found.steps(), link.trainingProperty().get() == null ? found.result() : null);
        listed.accept(found.more());
    }

    @Override
    public void checkpointed(AtStep event) {
        if (Path.of(event.run()).equals(run.get())) list();
    }

    @Override
    public void finished(Finished event) {
        list();
    }

    /// Those to choose from, the newest first.
    public ObservableList<Path> runs() {
        return runs;
    }

    public ObjectProperty<@Nullable Path> runProperty() {
        return run;
    }

    public StepChoice checkpoints() {
        return checkpoints;
    }
}
