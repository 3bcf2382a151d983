package glassformer.ui.export;

import glassformer.export.ExportFormat;
import glassformer.export.Exporter;
import glassformer.export.Exporters;
import glassformer.run.RunFolder;
import glassformer.ui.common.Background;
import glassformer.ui.common.StageClock;
import glassformer.ui.common.StepChoice;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.worker.WorkerLink;
import glassformer.ui.worker.WorkerListener;
import glassformer.worker.WorkerService.ExportOrder;
import glassformer.worker.WorkerService.Exported;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// One export at a time of the run on show: which checkpoint, as what, to where; how far it is; what its check found.
public final class ExportViewModel implements WorkerListener {
    private final LabSession session;
    private final WorkerLink link;
    private final Dialogs dialogs;
    private final Exporters exporters;
    private final Texts texts;
    private final Background.Slot listing;
    private final Background.Slot surveying;
    private final StepChoice checkpoints = new StepChoice();
    private final ObjectProperty<ExportFormat> format =
            new SimpleObjectProperty<>(this, "format", ExportFormat.HUGGINGFACE);
    private final StringProperty target = new SimpleStringProperty(this, "target", "");
    private final Map<String, String> options = new HashMap<>();
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper(this, "refusal", "");
    private final ReadOnlyStringWrapper notes = new ReadOnlyStringWrapper(this, "notes", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(this, "ready", false);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(this, "fraction", 0);
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper(this, "empty", "");
    private final ReadOnlyObjectWrapper<@Nullable Exported> result = new ReadOnlyObjectWrapper<>(this, "result", null);
    private final StageClock clock;
    private String running = "";
    private int count;

    public ExportViewModel(
            LabSession session,
            WorkerLink link,
            Background background,
            Dialogs dialogs,
            Exporters exporters,
            Texts texts) {
        this.session = session;
        this.link = link;
        this.dialogs = dialogs;
        this.exporters = exporters;
        this.texts = texts;
        this.clock = new StageClock(texts);
        this.listing = background.slot();
        this.surveying = background.slot();
        link.addListener(this);
        format.subscribe((before, after) -> chosen());
        checkpoints.chosenProperty().subscribe((before, after) -> chosen());
        session.runProperty().subscribe(run -> list());
    }

    /// The formats that can be written, in their order.
    public List<Exporter> formats() {
        return exporters.all();
    }

    public Exporter exporter() {
        return exporters.of(format.get());
    }

    public ObjectProperty<ExportFormat> formatProperty() {
        return format;
    }

    public StepChoice checkpoints() {
        return checkpoints;
    }

    /// The folder to make, as typed.
    public StringProperty targetProperty() {
        return target;
    }

    /// Sets an option of the format, as typed.
    public void option(String key, String value) {
        options.put(key, value);
        survey(false);
    }

    /// Why the format cannot hold the model, or empty.
    public ReadOnlyStringProperty refusalProperty() {
        return refusal.getReadOnlyProperty();
    }

    /// What a person should know of the export, or empty.
    public ReadOnlyStringProperty notesProperty() {
        return notes.getReadOnlyProperty();
    }

    /// What went wrong, or empty.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether an export can begin.
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Of the whole export, 0 to 1.
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /// What it is at and how long it still takes.
    public ReadOnlyStringProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// The sentence in place of everything where there is nothing to export, or empty.
    public ReadOnlyStringProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    /// The last export that was done, or null.
    public ReadOnlyObjectProperty<@Nullable Exported> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// Begins, after asking where something of that name is there.
    public void export() {
        Path run = session.runProperty().get();
        int step = checkpoints.chosen();
        if (run == null || step == StepChoice.NONE || busy.get()) return;
        Path to;
        try {
            to = run.resolve(target.get().strip());
        } catch (InvalidPathException e) {
            problem.set(texts.get("export.target.invalid", target.get()));
            return;
        }
        boolean there = Files.exists(to);
        if (there && !dialogs.confirm(question(to))) return;
        var order = new ExportOrder(
                "export-" + ++count,
                run.toString(),
                step,
                format.get().id(),
                to.toString(),
                Map.copyOf(chosenOptions()),
                there);
        began(order.id());
        var unused = link.export(order).whenComplete((done, failure) -> {
            if (!order.id().equals(running)) return;
            ended();
            if (failure != null) problem.set(WorkerLink.sentence(failure));
            else if (!done.cancelled()) result.set(done);
        });
    }

    /// Stops the export; nothing of it is left.
    public void cancel() {
        if (!busy.get()) return;
        progress.set(texts.get("export.cancelling"));
        var unused = link.cancelExport(running);
    }

    /// Lets the person choose the folder in which the export's folder is made.
    public void chooseTarget() {
        dialogs.chooseFolder(texts.get("export.target.choose"))
                .ifPresent(folder -> target.set(folder.resolve(name()).toString()));
    }

    @Override
    public void exporting(Exporting event) {
        if (!event.id().equals(running)) return;
        fraction.set(event.fraction());
        String stage = texts.get("export.stage." + event.stage().toLowerCase(Locale.ROOT));
        progress.set(clock.words(stage, event.fraction()));
    }

    @Override
    public void checkpointed(AtStep event) {
        if (Path.of(event.run()).equals(session.runProperty().get())) list();
    }

    @Override
    public void died(String sentence) {
        if (busy.get()) {
            ended();
            problem.set(sentence);
        }
    }

    private Dialogs.Question question(Path to) {
        return new Dialogs.Question(
                texts.get("export.overwrite.title"),
                texts.get("export.overwrite.text", to),
                texts.get("export.overwrite.action"),
                true);
    }

    private void began(String id) {
        running = id;
        clock.begin();
        problem.set("");
        result.set(null);
        fraction.set(0);
        progress.set(texts.get("export.stage.read"));
        busy.set(true);
        refresh();
    }

    private void ended() {
        running = "";
        busy.set(false);
        refresh();
    }

    private String name() {
        Path run = session.runProperty().get();
        String name = run == null || run.getFileName() == null
                ? "model"
                : run.getFileName().toString();
        return name + "-" + format.get().id() + "-step-" + checkpoints.chosen();
    }

    private record Steps(List<Integer> all, @Nullable Integer result) {}

    private void list() {
        Path run = session.runProperty().get();
        if (run == null) {
            listing.cancel();
            checkpoints.show(List.of());
            chosen();
            return;
        }
        var folder = new RunFolder(run);
        listing.run(
                () -> new Steps(folder.checkpointSteps(), folder.resultStep()),
                steps -> {
                    checkpoints.show(steps.all(), steps.result());
                    chosen();
                },
                failure -> problem.set(WorkerLink.sentence(failure)));
    }

    private void chosen() {
        if (!busy.get()) {
            result.set(null);
            problem.set("");
        }
        survey(true);
    }

    private void survey(boolean retarget) {
        refusal.set("");
        notes.set("");
        Path run = session.runProperty().get();
        int step = checkpoints.chosen();
        empty.set(
                run == null
                        ? texts.get("export.empty.noRun")
                        : step == StepChoice.NONE ? texts.get("export.empty.noCheckpoint") : "");
        if (run == null || step == StepChoice.NONE) {
            surveying.cancel();
            ready.set(false);
            return;
        }
        ready.set(false);
        Exporter exporter = exporter();
        Map<String, String> typed = Map.copyOf(chosenOptions());
        surveying.run(
                () -> ExportSurvey.of(run, step, exporter, typed),
                survey -> {
                    refusal.set(survey.refusal() == null ? "" : survey.refusal());
                    notes.set(String.join("\n", survey.notes()));
                    if (retarget) target.set(survey.target().toString());
                    refresh();
                },
                failure -> refusal.set(WorkerLink.sentence(failure)));
    }

    private Map<String, String> chosenOptions() {
        Map<String, String> mine = new HashMap<>();
        exporter().options().forEach(setting -> {
            String value = options.get(setting.key());
            if (value != null) mine.put(setting.key(), value);
        });
        return mine;
    }

    private void refresh() {
        ready.set(!busy.get() && refusal.get().isEmpty() && checkpoints.chosen() != StepChoice.NONE);
    }
}
