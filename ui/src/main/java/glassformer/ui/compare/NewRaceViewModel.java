package glassformer.ui.compare;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.run.Race;
import glassformer.run.RaceEntry;
import glassformer.settings.Setting;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.field.Category;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.train.RunName;
import glassformer.ui.worker.WorkerLink;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The form of a new race of the open lab: which settings it varies and how.
final class NewRaceViewModel {
    private static final int MOST = 100;
    /// What people mostly compare comes first in the choice.
    private static final List<String> FIRST = List.of(
            "training.optimizer.kind",
            "training.optimizer.learningRate",
            "training.batchSize",
            "training.schedule.kind",
            "training.seed",
            "model.layers",
            "model.dim",
            "model.heads",
            "model.dropout");

    /// Every combination of some values, or runs that are listed one by one.
    enum Shape {
        GRID,
        LIST
    }

    private final LabSession session;
    private final Background background;
    private final Path runs;
    private final Clock clock;
    private final FieldTexts fields;
    private final Texts texts;
    private final ObjectProperty<Shape> shape = new SimpleObjectProperty<>(this, "shape", Shape.GRID);
    private final ObservableList<VariedSetting> varied = FXCollections.observableArrayList();
    private final ObservableList<VariedSetting> shownVaried = FXCollections.unmodifiableObservableList(varied);
    private final ReadOnlyIntegerWrapper listed = new ReadOnlyIntegerWrapper(this, "listed", 2);
    private final ReadOnlyObjectWrapper<RacePlan> plan;

    /// @param runs where the folders of new races are made
    NewRaceViewModel(
            LabSession session, Background background, Path runs, Clock clock, FieldTexts fields, Texts texts) {
        this.session = session;
        this.background = background;
        this.runs = runs;
        this.clock = clock;
        this.fields = fields;
        this.texts = texts;
        this.plan = new ReadOnlyObjectWrapper<>(
                this, "plan", RacePlan.broken(session.lab(), texts.get("race.problem.nothing")));
        shape.subscribe((before, now) -> refresh());
        session.labProperty().subscribe(this::labChanged);
    }

    ObjectProperty<Shape> shapeProperty() {
        return shape;
    }

    /// The settings that the race varies.
    ObservableList<VariedSetting> varied() {
        return shownVaried;
    }

    /// How many runs a list has.
    ReadOnlyIntegerProperty listedProperty() {
        return listed.getReadOnlyProperty();
    }

    /// The runs that follow from the form.
    ReadOnlyObjectProperty<RacePlan> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /// What can still be varied, what people mostly compare first.
    List<Setting> offered() {
        Lab lab = session.lab();
        List<Setting> all = new ArrayList<>();
        FIRST.stream().filter(lab.schema()::has).map(lab.schema()::setting).forEach(all::add);
        lab.schema().settings().stream()
                .filter(setting -> !FIRST.contains(setting.key()))
                .sorted(Comparator.comparing(setting -> Category.of(setting.key())))
                .forEach(all::add);
        List<String> taken = varied.stream().map(one -> one.setting().key()).toList();
        return all.stream().filter(setting -> !taken.contains(setting.key())).toList();
    }

    /// Varies one setting more, at first with the lab's own value.
    void vary(Setting setting) {
        var one = new VariedSetting(setting, fields);
        String own = fields.text(session.lab().values().get(setting.key()));
        one.gridProperty().set(own);
        for (int run = 0; run < listed.get(); run++) one.valueProperty(run).set(own);
        one.gridProperty().subscribe((before, now) -> refresh());
        for (int run = 0; run < listed.get(); run++) follow(one, run);
        varied.add(one);
        refresh();
    }

    /// Varies nothing but one setting, as a grid of these values.
    void varyOnly(String key, List<String> values) {
        varied.clear();
        shape.set(Shape.GRID);
        vary(session.lab().schema().setting(key));
        varied.getFirst().gridProperty().set(String.join(", ", values));
    }

    void remove(VariedSetting one) {
        varied.remove(one);
        refresh();
    }

    /// One run more in the list, like the last one.
    void addRun() {
        int run = listed.get();
        for (VariedSetting one : varied) {
            one.valueProperty(run).set(one.valueProperty(run - 1).get());
            follow(one, run);
        }
        listed.set(run + 1);
        refresh();
    }

    void removeRun(int run) {
        if (listed.get() <= 2) return;
        varied.forEach(one -> one.removeRun(run));
        listed.set(listed.get() - 1);
        refresh();
    }

    /// Makes the race's folder.
    void create(Consumer<Race> then, Consumer<String> failed) {
        RacePlan wanted = plan.get();
        if (!wanted.canStart()) return;
        Path folder = RunName.in(runs, wanted.lab().name() + "-race", LocalDateTime.now(clock));
        Path base = session.folder();
        background.run(
                () -> Race.create(folder, wanted.lab(), base, wanted.entries()),
                then,
                failure -> failed.accept(fields.readable(WorkerLink.sentence(failure))));
    }

    private void follow(VariedSetting one, int run) {
        one.valueProperty(run).subscribe((before, now) -> refresh());
    }

    private void labChanged(Lab before, Lab now) {
        varied.removeIf(one -> !now.schema().has(one.setting().key()));
        refresh();
    }

    private void refresh() {
        plan.set(planned());
    }

    private RacePlan planned() {
        Lab lab = session.lab();
        if (varied.isEmpty()) return RacePlan.broken(lab, texts.get("race.problem.nothing"));
        boolean grid = shape.get() == Shape.GRID;
        boolean allowed = true;
        for (VariedSetting one : varied) allowed &= one.check(lab, grid ? 0 : listed.get());
        if (!allowed) return RacePlan.broken(lab, texts.get("race.problem.values"));
        if (grid && varied.stream().anyMatch(one -> one.gridValues().isEmpty()))
            return RacePlan.broken(lab, texts.get("race.problem.empty"));
        if (grid && count() > MOST) return RacePlan.broken(lab, texts.get("race.problem.many", count(), MOST));
        List<RaceEntry> entries = grid ? gridEntries() : listEntries();
        if (entries.size() < 2) return new RacePlan(lab, entries, texts.get("race.problem.one"));
        if (entries.stream().distinct().count() < entries.size())
            return new RacePlan(lab, entries, texts.get("race.problem.twice"));
        return checked(lab, entries);
    }

    private long count() {
        return varied.stream().mapToLong(one -> one.gridValues().size()).reduce(1, Math::multiplyExact);
    }

    private RacePlan checked(Lab lab, List<RaceEntry> entries) {
        try {
            entries.forEach(entry -> entry.applyTo(lab));
            return new RacePlan(lab, entries, "");
        } catch (BadInputException e) {
            return new RacePlan(lab, entries, fields.readable(Objects.requireNonNullElse(e.getMessage(), "")));
        }
    }

    private List<RaceEntry> gridEntries() {
        return RaceEntry.grid(varied.stream().map(VariedSetting::gridText).toList());
    }

    private List<RaceEntry> listEntries() {
        List<RaceEntry> entries = new ArrayList<>();
        for (int run = 0; run < listed.get(); run++) {
            Map<String, String> changes = new LinkedHashMap<>();
            for (VariedSetting one : varied) {
                changes.put(one.setting().key(), one.valueProperty(run).get().strip());
            }
            entries.add(new RaceEntry(changes));
        }
        return entries;
    }
}
