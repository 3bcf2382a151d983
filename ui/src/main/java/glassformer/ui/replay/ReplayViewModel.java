package glassformer.ui.replay;

import glassformer.replay.HeadCurve;
import glassformer.replay.ReplayExport;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.Head;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.RunEntry;
import glassformer.ui.lab.RunLibrary;
import glassformer.ui.worker.WorkerLink;
import glassformer.ui.worker.WorkerListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The evaluations of the run on show, one after the other, alone or in step with another run's. Everything is read in
/// the background; what arrives late is dropped. Nothing is read before [#want].
public final class ReplayViewModel implements WorkerListener {
    /// How many evaluations' scores are read before the curves are shown again.
    private static final int SCORES_AT_ONCE = 8;

    private final LabSession session;
    private final Background.Slot opening;
    private final Background.Slot refreshing;
    private final Background.Slot reading;
    private final Background.Slot scoring;
    private final Background.Slot listing;
    private final Background.Slot exporting;
    private final Texts texts;
    private final ObservableList<Integer> steps = FXCollections.observableArrayList();
    private final ObservableList<Path> others = FXCollections.observableArrayList();
    private final IntegerProperty index = new SimpleIntegerProperty(this, "index", -1);
    private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing", false);
    private final ObjectProperty<Speed> speed = new SimpleObjectProperty<>(this, "speed", Speed.USUAL);
    private final ObjectProperty<@Nullable Path> against = new SimpleObjectProperty<>(this, "against", null);
    private final ObjectProperty<@Nullable Head> head = new SimpleObjectProperty<>(this, "head", new Head(0, 0));
    private final BooleanProperty large = new SimpleBooleanProperty(this, "large", false);
    private final ReadOnlyObjectWrapper<List<RunFacts>> runs = new ReadOnlyObjectWrapper<>(this, "runs", List.of());
    private final ReadOnlyObjectWrapper<List<@Nullable RunFrame>> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", List.of());
    private final ReadOnlyObjectWrapper<List<List<HeadCurve>>> curves =
            new ReadOnlyObjectWrapper<>(this, "curves", List.of());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper(this, "empty", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private List<OpenReplay> open = List.of();
    private boolean wanted;

    public ReplayViewModel(LabSession session, WorkerLink link, Background background, Texts texts) {
        this.session = session;
        this.opening = background.slot();
        this.refreshing = background.slot();
        this.reading = background.slot();
        this.scoring = background.slot();
        this.listing = background.slot();
        this.exporting = background.slot();
        this.texts = texts;
        empty.set(texts.get("replay.empty.noRun"));
        link.addListener(this);
        session.runProperty().subscribe(run -> {
            against.set(null);
            open();
        });
        against.subscribe((before, after) -> open());
        index.subscribe((before, after) -> read());
    }

    /// From now on, the run on show is read.
    public void want() {
        if (wanted) {
            refresh();
            return;
        }
        wanted = true;
        open();
    }

    /// The steps at which one of the runs has an evaluation, ascending.
    public ObservableList<Integer> steps() {
        return steps;
    }

    /// The place of the step on show in [#steps], or −1.
    public IntegerProperty indexProperty() {
        return index;
    }

    public BooleanProperty playingProperty() {
        return playing;
    }

    public ObjectProperty<Speed> speedProperty() {
        return speed;
    }

    /// The run beside it, or null.
    public ObjectProperty<@Nullable Path> againstProperty() {
        return against;
    }

    /// The runs that lie beside the one on show.
    public ObservableList<Path> others() {
        return others;
    }

    /// The head whose scores are shown, and its pattern where one is shown large.
    public ObjectProperty<@Nullable Head> headProperty() {
        return head;
    }

    /// Whether one head is shown large in place of all.
    public BooleanProperty largeProperty() {
        return large;
    }

    /// One, or two side by side; none while there is nothing to show, of which [#emptyProperty] says why.
    public ReadOnlyObjectProperty<List<RunFacts>> runsProperty() {
        return runs.getReadOnlyProperty();
    }

    /// Of each run the evaluation at the step or the last one before it; null for a run before its first.
    ReadOnlyObjectProperty<List<@Nullable RunFrame>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Of each run its heads' scores, as far as they are known.
    public ReadOnlyObjectProperty<List<List<HeadCurve>>> curvesProperty() {
        return curves.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    /// What became of an export, or empty.
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty exportingProperty() {
        return exporting.busyProperty();
    }

    /// The step on show, or −1.
    public int step() {
        int now = index.get();
        return now < 0 || now >= steps.size() ? -1 : steps.get(now);
    }

    /// Goes some evaluations on or back, as far as there are any.
    public void move(int by) {
        if (!steps.isEmpty()) index.set(Math.clamp(index.get() + (long) by, 0, steps.size() - 1));
    }

    /// Plays from here, from the beginning where this is the end; or pauses.
    public void playOrPause() {
        if (steps.size() < 2) return;
        if (!playing.get() && index.get() == steps.size() - 1) index.set(0);
        playing.set(!playing.get());
    }

    /// The time of one evaluation is over. Where the next one is not here yet, time waits for it.
    public void tick() {
        if (!playing.get() || reading.busyProperty().get()) return;
        if (index.get() < steps.size() - 1) move(1);
        if (index.get() >= steps.size() - 1) playing.set(false);
    }

    /// Takes in what the runs have stored since.
    public void refresh() {
        List<OpenReplay> now = open;
        if (now.isEmpty()) {
            if (wanted && !opening.busyProperty().get()) open();
            return;
        }
        if (refreshing.busyProperty().get()) return;
        refreshing.run(() -> now.stream().map(OpenReplay::refreshed).toList(), this::take, this::failed);
    }

    @Override
    public void attended(AtStep event) {
        if (isShown(event.run())) refresh();
    }

    @Override
    public void finished(Finished event) {
        if (isShown(event.run())) refresh();
    }

    private boolean isShown(String run) {
        return wanted && Path.of(run).equals(session.runProperty().get());
    }

    private void open() {
        List.of(opening, refreshing, reading, scoring, exporting).forEach(Background.Slot::cancel);
        open = List.of();
        playing.set(false);
        problem.set("");
        note.set("");
        Path run = session.runProperty().get();
        if (run == null || !wanted) {
            clear(texts.get("replay.empty.noRun"));
            return;
        }
        list(run);
        Path beside = against.get();
        List<Path> asked = beside == null ? List.of(run) : List.of(run, beside);
        if (runs.get().isEmpty()) empty.set(texts.get("replay.empty.reading"));
        opening.run(
                () -> asked.stream().map(OpenReplay::of).toList(),
                opened -> {
                    open = opened;
                    refresh();
                },
                failure -> {
                    clear(texts.get("replay.empty.noRun"));
                    failed(failure);
                });
    }

    private void list(Path run) {
        Path folder = run.toAbsolutePath().getParent();
        if (folder == null) return;
        listing.run(
                () -> new RunLibrary(folder)
                        .recent(Integer.MAX_VALUE).stream()
                                .map(RunEntry::folder)
                                .filter(other -> !other.equals(run))
                                .toList(),
                found -> {
                    List<Path> all = new ArrayList<>(found);
                    Path beside = against.get();
                    if (beside != null && !all.contains(beside)) all.addFirst(beside);
                    if (!all.equals(others)) others.setAll(all);
                },
                failure -> others.clear());
    }

    private void clear(String why) {
        steps.clear();
        index.set(-1);
        runs.set(List.of());
        shown.set(List.of());
        curves.set(List.of());
        empty.set(why);
    }

    private void take(List<RunFacts> facts) {
        var all = new TreeSet<Integer>();
        facts.forEach(run -> all.addAll(run.steps()));
        if (all.isEmpty()) {
            clear(texts.get("replay.empty.noEvaluation"));
            return;
        }
        List<RunFacts> known = runs.get();
        boolean sameRun = !known.isEmpty()
                && known.getFirst().run().equals(facts.getFirst().run());
        boolean atEnd = index.get() == steps.size() - 1 && !playing.get() && known.size() == facts.size();
        int before = step();
        List<Integer> now = List.copyOf(all);
        boolean same = known.size() == facts.size()
                && IntStream.range(0, facts.size()).allMatch(i -> facts.get(i).isAs(known.get(i)));
        if (same && !shown.get().isEmpty()) return;
        runs.set(facts);
        if (!now.equals(steps)) steps.setAll(now);
        boolean newest = !sameRun || atEnd || before < 0;
        int place = newest ? now.size() - 1 : now.indexOf(all.floor(Math.max(before, now.getFirst())));
        if (index.get() != place) index.set(place);
        else read();
        score();
    }

    private void read() {
        int step = step();
        List<OpenReplay> now = open;
        if (step < 0 || now.isEmpty()) {
            reading.cancel();
            return;
        }
        reading.run(
                () -> {
                    List<@Nullable RunFrame> frames = new ArrayList<>();
                    for (OpenReplay run : now) frames.add(run.frame(step));
                    return frames;
                },
                frames -> {
                    problem.set("");
                    shown.set(frames);
                },
                failure -> {
                    playing.set(false);
                    failed(failure);
                });
    }

    private record Scored(List<List<HeadCurve>> curves, boolean more) {}

    private void score() {
        List<OpenReplay> now = open;
        scoring.run(
                () -> {
                    boolean more = false;
                    for (int i = 0; i < SCORES_AT_ONCE; i++) {
                        more = false;
                        for (OpenReplay run : now) more |= run.advance();
                        if (!more) break;
                    }
                    return new Scored(now.stream().map(OpenReplay::curves).toList(), more);
                },
                scored -> {
                    curves.set(scored.curves());
                    if (scored.more()) score();
                },
                failure -> {
                    failed(failure);
                    // Each evaluation is read once only, so this ends.
                    score();
                });
    }

    /// Draws in the background and says in [#noteProperty] what was written.
    ///
    /// @param write gets the open runs' folders
    void export(Consumer<List<Path>> write, String done) {
        List<Path> folders = runs.get().stream().map(RunFacts::run).toList();
        if (folders.isEmpty()) return;
        problem.set("");
        note.set(texts.get("replay.export.drawing"));
        exporting.run(
                () -> {
                    write.accept(folders);
                    return done;
                },
                note::set,
                failure -> {
                    note.set("");
                    failed(failure);
                });
    }

    /// Ends a drawing whose task was given up.
    static ReplayExport.Progress untilInterrupted() {
        return (done, all) -> {
            if (Thread.currentThread().isInterrupted()) throw new CancellationException("the export was given up");
        };
    }

    private void failed(Exception failure) {
        problem.set(WorkerLink.sentence(failure));
    }
}
