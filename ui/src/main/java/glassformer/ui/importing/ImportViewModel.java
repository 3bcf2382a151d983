package glassformer.ui.importing;

import glassformer.ui.common.StageClock;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabActions;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.worker.WorkerLink;
import glassformer.ui.worker.WorkerListener;
import glassformer.worker.WorkerService.ImportOrder;
import glassformer.worker.WorkerService.ImportPlanned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// One import at a time, from the file or folder that a person names until the run is there: first what it would do,
/// then how far it is, then the run or what went wrong. What is our own already is opened instead.
public final class ImportViewModel implements WorkerListener {
    /// What there is to see.
    public enum State {
        /// Nothing.
        IDLE,
        /// The source is being looked at.
        LOOKING,
        /// The source is a lab or run, which can be opened as it is.
        OURS,
        /// What an import would do.
        PLANNED,
        BUSY,
        /// The run is there.
        DONE,
        /// Why it cannot be.
        PROBLEM
    }

    private final WorkerLink link;
    private final LabActions actions;
    private final Dialogs dialogs;
    private final Texts texts;
    private final Path runs;
    private final Runnable made;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.IDLE);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper(this, "words", "");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(this, "fraction", 0);
    private final ReadOnlyObjectWrapper<@Nullable ImportPlanned> plan = new ReadOnlyObjectWrapper<>(this, "plan", null);
    private Path source = Path.of("");
    private Path target = Path.of("");
    private final StageClock clock;
    private String running = "";
    private int count;

    /// @param runs where runs are made
    /// @param made called when a run was
    public ImportViewModel(
            WorkerLink link, LabActions actions, Dialogs dialogs, Texts texts, Path runs, Runnable made) {
        this.link = link;
        this.actions = actions;
        this.dialogs = dialogs;
        this.texts = texts;
        this.clock = new StageClock(texts);
        this.runs = runs;
        this.made = made;
        link.addListener(this);
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// One line.
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// What more there is to say, or empty.
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /// Of the whole import, 0 to 1.
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /// What an import would do, while it is [State#PLANNED]; else null.
    public ReadOnlyObjectProperty<@Nullable ImportPlanned> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /// Asks for a file, then looks at it.
    public void chooseFile() {
        dialogs.openFile(
                        texts.get("import.choose.file"),
                        List.of(new Dialogs.FileKind(
                                texts.get("import.kind"), "*.safetensors", "*.gguf", "*.onnx", "*.zip")))
                .ifPresent(file -> look(List.of(file)));
    }

    /// Asks for a folder, then looks at it.
    public void chooseFolder() {
        dialogs.chooseFolder(texts.get("import.choose.folder")).ifPresent(folder -> look(List.of(folder)));
    }

    /// Looks at what was dropped or chosen and says what importing it would do. An import that goes on is not
    /// disturbed.
    public void look(List<Path> dropped) {
        if (state.get() == State.BUSY || dropped.isEmpty()) return;
        if (dropped.size() > 1) {
            tell(State.PROBLEM, texts.get("import.failed"), texts.get("import.several"));
            return;
        }
        source = dropped.getFirst();
        if (isOurs(source)) {
            tell(State.OURS, texts.get("import.ours", name(source)), texts.get("import.ours.words"));
            return;
        }
        ask(source);
    }

    private void ask(Path from) {
        var order = order(from, null, false);
        tell(State.LOOKING, texts.get("import.looking", name(from)), "");
        running = order.id();
        var unused = link.planImport(order).whenComplete((found, failure) -> {
            if (!order.id().equals(running)) return;
            running = "";
            if (failure != null) tell(State.PROBLEM, texts.get("import.failed"), WorkerLink.sentence(failure));
            else planned(found);
        });
    }

    private void planned(ImportPlanned found) {
        target = Path.of(found.target());
        List<String> lines = new ArrayList<>();
        lines.add(
                found.parameters() == 0
                        ? texts.get("import.plan.lab")
                        : texts.get(
                                "import.plan.model",
                                family(found.family()),
                                texts.format().count(found.parameters()),
                                texts.format().whole(found.vocabulary()),
                                found.heads().isEmpty()
                                        ? texts.get("import.plan.noHeads")
                                        : found.heads().stream().map(this::head).collect(Collectors.joining(", "))));
        lines.add(texts.get("import.plan.target", found.target(), texts.format().bytes(found.bytes())));
        lines.addAll(found.notes());
        if (found.taken()) lines.add(texts.get("import.plan.taken"));
        String format = texts.get("import.format." + found.format());
        tell(State.PLANNED, texts.get("import.plan.title", found.name(), format), String.join("\n", lines));
        plan.set(found);
    }

    private String family(String name) {
        return texts.find("setting.model.family." + name).orElse(name);
    }

    private String head(String name) {
        return texts.find("import.head." + name).orElse(name);
    }

    /// Imports what was planned, where something has the name after asking.
    public void begin() {
        ImportPlanned planned = plan.get();
        if (planned == null) return;
        if (planned.taken() && !dialogs.confirm(question())) return;
        run(order(source, target, planned.taken()));
    }

    /// Imports what was planned under another name, `NAME-2`.
    public void beginBeside() {
        if (plan.get() == null) return;
        Path free = target;
        for (int i = 2; Files.exists(free); i++) free = target.resolveSibling(target.getFileName() + "-" + i);
        run(order(source, free, false));
    }

    private void run(ImportOrder order) {
        running = order.id();
        clock.begin();
        fraction.set(0);
        tell(State.BUSY, texts.get("import.busy", name(source)), texts.get("import.stage.read"));
        var unused = link.importModel(order).whenComplete((done, failure) -> {
            if (!order.id().equals(running)) return;
            running = "";
            if (failure != null) {
                tell(State.PROBLEM, texts.get("import.failed"), WorkerLink.sentence(failure));
            } else if (done.cancelled()) {
                tell(State.IDLE, "", "");
            } else {
                target = Path.of(done.target());
                tell(State.DONE, texts.get("import.done", name(target)), texts.get("import.done.words", done.target()));
                made.run();
            }
        });
    }

    /// Stops an import, of which nothing is left; takes everything else off the window.
    public void close() {
        if (state.get() == State.BUSY) {
            words.set(texts.get("export.cancelling"));
            var unused = link.cancelImport(running);
            return;
        }
        running = "";
        tell(State.IDLE, "", "");
    }

    /// Opens the run that was made, or what was ours already.
    public void open() {
        boolean ours = state.get() == State.OURS;
        if (!ours && state.get() != State.DONE) return;
        Path place = ours ? source : target;
        tell(State.IDLE, "", "");
        if (Files.isRegularFile(place.resolve("run.json"))) actions.openRun(place);
        else actions.open(Files.isDirectory(place) ? place.resolve("lab.json") : place);
    }

    @Override
    public void importing(Importing event) {
        if (!event.id().equals(running)) return;
        fraction.set(event.fraction());
        String stage = texts.get("import.stage." + event.stage().toLowerCase(Locale.ROOT));
        words.set(clock.words(stage, event.fraction()));
    }

    @Override
    public void died(String sentence) {
        if (state.get() == State.BUSY || state.get() == State.LOOKING) {
            running = "";
            tell(State.PROBLEM, texts.get("import.failed"), sentence);
        }
    }

    private ImportOrder order(Path from, @Nullable Path to, boolean overwrite) {
        return new ImportOrder(
                "import-" + ++count, from.toString(), runs.toString(), to == null ? null : to.toString(), overwrite);
    }

    private Dialogs.Question question() {
        return new Dialogs.Question(
                texts.get("import.overwrite.title"),
                texts.get("import.overwrite.text", target),
                texts.get("import.overwrite.action"),
                true);
    }

    private void tell(State now, String line, String more) {
        plan.set(null);
        title.set(line);
        words.set(more);
        state.set(now);
    }

    /// A lab's file has any name that ends so, but the files of models have theirs.
    private static boolean isOurs(Path place) {
        String name = name(place).toLowerCase(Locale.ROOT);
        boolean lab = name.endsWith(".json") && !name.matches("(config|tokenizer.*|.*index|vocab)\\.json");
        return Files.isRegularFile(place.resolve("lab.json")) || lab && Files.isRegularFile(place);
    }

    private static String name(Path place) {
        Path name = place.getFileName();
        return name == null ? place.toString() : name.toString();
    }
}
