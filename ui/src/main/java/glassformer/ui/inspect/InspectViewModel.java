package glassformer.ui.inspect;

import glassformer.BadInputException;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.inspect.HeadNumbers;
import glassformer.run.RunFolder;
import glassformer.ui.common.Background;
import glassformer.ui.common.StepChoice;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.Cells;
import glassformer.ui.heatmap.Head;
import glassformer.ui.heatmap.TileCache;
import glassformer.ui.lab.LabSession;
import glassformer.ui.worker.OpenModel;
import glassformer.ui.worker.WorkerLink;
import glassformer.ui.worker.WorkerListener;
import glassformer.worker.WorkerService.AttentionReply;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/// The attention of the run on show: the probe sentence's at each stored step, or that of a text of the person's own
/// at a checkpoint.
public final class InspectViewModel implements WorkerListener {
    /// Whose attention is looked at.
    public enum Source {
        /// The lab's probe sentence, as stored while training.
        PROBE,
        /// A text that was typed in, computed by the worker.
        OWN_TEXT
    }

    /// Files of more bytes are not held in memory: they are shown tile by tile.
    private static final long MOST_HELD = 64L << 20;

    private static final int TILES_AT_ONCE = 2;
    private static final long TILE_BYTES = 128L << 20;

    private final LabSession session;
    private final WorkerLink link;
    private final OpenModel models;
    private final Background.Slot listing;
    private final Background.Slot reading;
    private final Background.Slot decoding;
    private final Background.Slot glancing;
    private final TileCache tiles;
    private final long mostHeld;
    private final Texts texts;
    private final StepChoice probeSteps = new StepChoice();
    private final StepChoice checkpoints = new StepChoice();
    private final ObjectProperty<Source> source = new SimpleObjectProperty<>(this, "source", Source.PROBE);
    private final StringProperty ownText = new SimpleStringProperty(this, "ownText", "");
    private final ObjectProperty<@Nullable Head> head = new SimpleObjectProperty<>(this, "head", new Head(0, 0));
    private final ReadOnlyObjectWrapper<@Nullable AttentionPicture> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", null);
    private final ObjectProperty<HeadChoice> choice = new SimpleObjectProperty<>(this, "choice", HeadChoice.HEAD);
    private final ReadOnlyObjectWrapper<@Nullable Subject> subject = new ReadOnlyObjectWrapper<>(this, "subject", null);
    private final HeadLook look;
    private final InsideModel inside;
    private final ScoresModel scores;
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(this, "kind", Kind.CROSS);
    private final ReadOnlyObjectWrapper<@Nullable GroupPicture> group =
            new ReadOnlyObjectWrapper<>(this, "group", null);
    private final ReadOnlyObjectWrapper<@Nullable Cells> pattern = new ReadOnlyObjectWrapper<>(this, "pattern", null);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper(this, "empty", "");
    private final ReadOnlyBooleanWrapper canLook = new ReadOnlyBooleanWrapper(this, "canLook", false);
    private @Nullable AttentionPicture probePicture;
    private @Nullable AttentionPicture ownPicture;
    private String probeText = "";
    private String looked = "";
    private int question;

    public InspectViewModel(LabSession session, WorkerLink link, Background background, Texts texts) {
        this(session, link, background, texts, MOST_HELD);
    }

    /// @param mostHeld files of more bytes stay on disk
    InspectViewModel(LabSession session, WorkerLink link, Background background, Texts texts, long mostHeld) {
        this.session = session;
        this.link = link;
        this.models = new OpenModel(link);
        this.look = new HeadLook(link, models);
        this.inside = new InsideModel(link, models);
        this.scores = new ScoresModel(link, models);
        this.listing = background.slot();
        this.reading = background.slot();
        this.decoding = background.slot();
        this.glancing = background.slot();
        this.tiles = new TileCache(background.workers(), background.results(), TILES_AT_ONCE, TILE_BYTES);
        this.mostHeld = mostHeld;
        this.texts = texts;
        link.addListener(this);
        source.subscribe((before, after) -> show());
        head.subscribe(this::showHead);
        choice.subscribe((before, after) -> showHead());
        subject.subscribe(inside::about);
        kind.subscribe((before, after) -> showGroup());
        probeSteps.chosenProperty().subscribe((before, after) -> readProbe());
        checkpoints.chosenProperty().subscribe((before, after) -> refresh());
        checkpoints.steps().addListener((ListChangeListener<Integer>) change -> choosesSubject());
        ownText.subscribe((before, after) -> refresh());
        session.runProperty().subscribe(run -> runChosen());
    }

    /// Has the worker look at the person's own text with the chosen checkpoint.
    public void look() {
        Path run = session.runProperty().get();
        int step = checkpoints.chosen();
        if (run == null || step == StepChoice.NONE || ownText.get().isEmpty()) return;
        int mine = ++question;
        String asked = ownText.get();
        problem.set("");
        busy.set(true);
        var unused = models.use(run, step)
                .thenCompose(model -> link.attention(model.model(), asked))
                .whenComplete((reply, failure) -> {
                    if (mine != question) return;
                    if (failure != null) refused(failure);
                    else decode(step, asked, reply);
                });
    }

    /// Megabytes for a large model: not on the window's thread.
    private void decode(int step, String asked, AttentionReply reply) {
        decoding.run(
                () -> AttentionPicture.of(step, reply),
                decoded -> {
                    busy.set(false);
                    ownPicture = decoded;
                    looked = asked;
                    show();
                },
                this::refused);
    }

    private void refused(Throwable failure) {
        busy.set(false);
        problem.set(WorkerLink.sentence(failure));
    }

    /// Has the worker tell what led to the weights of the head on show; where they are of a stored step without a
    /// checkpoint, nothing can.
    public void wantNumbers() {
        Subject about = subject.get();
        AttentionPicture now = picture.get();
        GroupPicture of = group.get();
        Head chosen = head.get();
        boolean there = of != null && !of.isStored();
        if (there && about != null && now != null && chosen != null && about.step() == now.step()) {
            look.want(about, of.kind(), chosen);
        }
    }

    /// What the worker told of the head on show, or null.
    public ReadOnlyObjectProperty<@Nullable HeadNumbers> numbersProperty() {
        return look.numbersProperty();
    }

    /// The text on show and the checkpoint that reads it, or null where there is none.
    public ReadOnlyObjectProperty<@Nullable Subject> subjectProperty() {
        return subject.getReadOnlyProperty();
    }

    /// The model's inside for that text.
    public InsideModel inside() {
        return inside;
    }

    /// Has the chosen head's scores, where there is a model to ask.
    public void wantScores() {
        GroupPicture of = group.get();
        Head chosen = head.get();
        boolean there = of != null && chosen != null && of.has(chosen);
        scores.want(
                there ? subject.get() : null,
                of == null ? kind.get() : of.kind(),
                chosen == null ? new Head(0, 0) : chosen);
    }

    /// The chosen head's scores in all their variants.
    public ScoresModel scores() {
        return scores;
    }

    /// What is shown large: the chosen head, or what its layer does as a whole.
    public ObjectProperty<HeadChoice> choiceProperty() {
        return choice;
    }

    /// The checkpoint at the shown step, or the last one before it, or the first.
    private void choosesSubject() {
        Path run = session.runProperty().get();
        List<Integer> steps = checkpoints.steps();
        AttentionPicture now = picture.get();
        if (run == null || steps.isEmpty()) {
            subject.set(null);
        } else if (source.get() == Source.OWN_TEXT) {
            String asked = looked;
            subject.set(asked.isEmpty() || now == null ? null : new Subject(run, now.step(), asked));
        } else if (probeText.isEmpty()) {
            subject.set(null);
        } else {
            int shown = probeSteps.chosen();
            int step = steps.stream().filter(one -> one <= shown).reduce(steps.getFirst(), (a, b) -> b);
            subject.set(new Subject(run, step, probeText));
        }
    }

    /// The steps whose attention was stored.
    public StepChoice probeSteps() {
        return probeSteps;
    }

    /// The steps with a checkpoint, for the own text.
    public StepChoice checkpoints() {
        return checkpoints;
    }

    public ObjectProperty<Source> sourceProperty() {
        return source;
    }

    public StringProperty ownTextProperty() {
        return ownText;
    }

    /// The head that is shown large; it stays while steps and texts change.
    public ObjectProperty<@Nullable Head> headProperty() {
        return head;
    }

    /// Every head, or null where there is nothing to show; then [#emptyProperty] says why.
    public ReadOnlyObjectProperty<@Nullable AttentionPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// The kind of attention to show where the model has several: where it translates, what is written at the source.
    public ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    /// The heads of that kind, or null where there is nothing to show.
    public ReadOnlyObjectProperty<@Nullable GroupPicture> groupProperty() {
        return group.getReadOnlyProperty();
    }

    /// The chosen head.
    public ReadOnlyObjectProperty<@Nullable Cells> patternProperty() {
        return pattern.getReadOnlyProperty();
    }

    /// Whether the worker looks at a text right now.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canLookProperty() {
        return canLook.getReadOnlyProperty();
    }

    /// A sentence about what went wrong, or empty.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The sentence in place of the pictures.
    public ReadOnlyStringProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    @Override
    public void attended(AtStep event) {
        if (isShown(event.run())) list();
    }

    @Override
    public void checkpointed(AtStep event) {
        if (isShown(event.run())) list();
    }

    @Override
    public void finished(Finished event) {
        if (isShown(event.run())) list();
    }

    private boolean isShown(String run) {
        return Path.of(run).equals(session.runProperty().get());
    }

    private void runChosen() {
        question++;
        busy.set(false);
        problem.set("");
        probePicture = null;
        ownPicture = null;
        probeText = "";
        looked = "";
        probeSteps.show(List.of());
        checkpoints.show(List.of());
        reading.cancel();
        decoding.cancel();
        glancing.cancel();
        show();
        list();
    }

    private record Steps(
            List<Integer> attention,
            List<Integer> checkpoints,
            @Nullable Integer result,
            String probe) {}

    private void list() {
        Path run = session.runProperty().get();
        if (run == null) {
            listing.cancel();
            return;
        }
        var folder = new RunFolder(run);
        listing.run(
                () -> new Steps(folder.attentionSteps(), folder.checkpointSteps(), folder.resultStep(), probe(run)),
                steps -> {
                    probeText = steps.probe();
                    probeSteps.show(steps.attention());
                    checkpoints.show(
                            steps.checkpoints(), link.trainingProperty().get() == null ? steps.result() : null);
                    refresh();
                },
                failure -> problem.set(WorkerLink.sentence(failure)));
    }

    /// A run that has just begun may have no lab yet, and one whose lab is damaged still has its attention.
    private static String probe(Path run) {
        try {
            return new RunFolder(run).lab().probes().attention();
        } catch (BadInputException e) {
            return "";
        }
    }

    private void readProbe() {
        Path run = session.runProperty().get();
        int step = probeSteps.chosen();
        if (run == null || step == StepChoice.NONE) return;
        glancing.cancel();
        reading.run(
                () -> read(new RunFolder(run), step),
                read -> {
                    probePicture = read;
                    if (source.get() == Source.PROBE) problem.set("");
                    show();
                    glance();
                },
                failure -> problem.set(WorkerLink.sentence(failure)));
    }

    private AttentionPicture read(RunFolder folder, int step) {
        return folder.attentionBytes(step) > mostHeld
                ? AttentionPicture.of(folder.storedAttention(step), tiles)
                : AttentionPicture.of(folder.attention(step));
    }

    /// Looks at what is stored, a layer after the other.
    private void glance() {
        AttentionPicture now = probePicture;
        GroupPicture next = now == null ? null : now.unseen();
        StoredHeads heads = next == null ? null : next.stored();
        if (now == null || next == null || heads == null) return;
        glancing.run(
                () -> heads.glance(next.scored().size()),
                layer -> {
                    probePicture = now.with(next.with(layer));
                    if (source.get() == Source.PROBE) show();
                    glance();
                },
                failure -> problem.set(WorkerLink.sentence(failure)));
    }

    private void show() {
        AttentionPicture now = source.get() == Source.PROBE ? probePicture : ownPicture;
        picture.set(now);
        choosesSubject();
        showGroup();
        refresh();
    }

    private void showGroup() {
        AttentionPicture now = picture.get();
        group.set(now == null ? null : now.group(kind.get()));
        showHead();
    }

    private void showHead() {
        GroupPicture now = group.get();
        Head chosen = head.get();
        look.forget();
        pattern.set(now == null || chosen == null || !now.has(chosen) ? null : now.shown(chosen, choice.get()));
    }

    private void refresh() {
        canLook.set(checkpoints.chosen() != StepChoice.NONE && !ownText.get().isEmpty());
        empty.set(texts.get(emptyKey()));
    }

    private String emptyKey() {
        if (session.runProperty().get() == null) return "inspect.empty.noRun";
        boolean probe = source.get() == Source.PROBE;
        if (probe) return probeSteps.steps().isEmpty() ? "inspect.empty.noProbe" : "inspect.empty.reading";
        return checkpoints.steps().isEmpty() ? "inspect.empty.noCheckpoint" : "inspect.empty.ownText";
    }
}
