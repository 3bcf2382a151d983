package glassformer.ui.compare;

import glassformer.BadInputException;
import glassformer.ui.common.Background;
import glassformer.ui.lab.LabSession;
import glassformer.ui.worker.WorkerLink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The runs that can be compared, those that are, and what their folders tell of them. Nothing is known here but what
/// lies in the folders, so that a run that another process trains is followed as well.
final class CompareViewModel {
    private final Path runs;
    private final LabSession session;
    private final Background background;
    private final RunLabels labels;
    private final Background.Slot listing;
    private final Background.Slot reading;
    private final List<Path> elsewhere = new ArrayList<>();
    private final ObservableList<RunGroup> groups = FXCollections.observableArrayList();
    private final ObservableList<RunGroup> shownGroups = FXCollections.unmodifiableObservableList(groups);
    private final BooleanProperty onlyThisLab = new SimpleBooleanProperty(this, "onlyThisLab", true);
    private final ReadOnlyBooleanWrapper listed = new ReadOnlyBooleanWrapper(this, "listed", false);
    private final Map<Path, BooleanProperty> chosen = new HashMap<>();
    private final List<FollowedRun> followed = new ArrayList<>();
    private final ReadOnlyObjectWrapper<ShownComparison> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", ShownComparison.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Path> race = new ReadOnlyObjectWrapper<>(this, "race", null);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private boolean lookAgain;
    private boolean choosing;

    /// @param runs where the folders of new runs are made
    CompareViewModel(Path runs, LabSession session, Background background, RunLabels labels) {
        this.runs = runs;
        this.session = session;
        this.background = background;
        this.labels = labels;
        this.listing = background.slot();
        this.reading = background.slot();
        onlyThisLab.subscribe((before, now) -> refresh());
        session.labProperty().subscribe((before, now) -> {
            if (!before.name().equals(now.name())) refresh();
        });
    }

    /// Lists the folders again.
    void refresh() {
        var catalogue = new RunCatalogue(runs, elsewhere, labels);
        String lab = onlyThisLab.get() ? session.lab().name() : null;
        listing.run(
                () -> catalogue.read(lab),
                found -> {
                    if (!found.equals(groups)) groups.setAll(found);
                    listed.set(true);
                    showRace();
                },
                failure -> problem.set(WorkerLink.sentence(failure)));
    }

    /// Takes a folder from elsewhere into the list, and chooses what is in it.
    void add(Path folder) {
        background.run(
                () -> {
                    RunCatalogue.require(folder);
                    return new RunCatalogue(runs, List.of(folder), labels)
                            .read(null)
                            .getFirst();
                },
                group -> {
                    problem.set("");
                    if (!elsewhere.contains(folder)) elsewhere.add(folder);
                    if (!groups.contains(group)) groups.addFirst(group);
                    choose(group.folders(), true);
                    refresh();
                },
                failure -> problem.set(WorkerLink.sentence(failure)));
    }

    /// Those that lie in the runs' folder, of the open lab or all, and those that were added.
    ObservableList<RunGroup> groups() {
        return shownGroups;
    }

    /// Whether the folders were listed once.
    ReadOnlyBooleanProperty listedProperty() {
        return listed.getReadOnlyProperty();
    }

    BooleanProperty onlyThisLabProperty() {
        return onlyThisLab;
    }

    /// Whether a run is compared.
    BooleanProperty chosen(Path run) {
        return chosen.computeIfAbsent(run, folder -> {
            var property = new SimpleBooleanProperty(this, "chosen", false);
            property.subscribe((before, now) -> follow(folder, now));
            return property;
        });
    }

    void choose(Collection<Path> folders, boolean are) {
        choosing = true;
        folders.forEach(folder -> chosen(folder).set(are));
        choosing = false;
        chosenChanged();
    }

    /// Compares these and no others.
    void chooseOnly(Collection<Path> folders) {
        choosing = true;
        List.copyOf(followed).stream()
                .map(FollowedRun::folder)
                .filter(folder -> !folders.contains(folder))
                .forEach(folder -> chosen(folder).set(false));
        folders.forEach(folder -> chosen(folder).set(true));
        choosing = false;
        chosenChanged();
    }

    /// The runs side by side.
    ReadOnlyObjectProperty<ShownComparison> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// The race whose runs alone are compared; null where there is none.
    ReadOnlyObjectProperty<@Nullable Path> raceProperty() {
        return race.getReadOnlyProperty();
    }

    /// What could not be read, in a sentence; empty where all could.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// How many runs are chosen; those that have not begun count.
    int count() {
        return followed.size();
    }

    /// Reads what has been written since; call now and then while the page is on show.
    void look() {
        if (reading.busyProperty().get()) {
            lookAgain = true;
            return;
        }
        lookAgain = false;
        List<FollowedRun> growing =
                followed.stream().filter(FollowedRun::mayGrow).toList();
        if (growing.isEmpty()) return;
        reading.run(
                () -> read(growing),
                news -> {
                    for (int i = 0; i < growing.size(); i++)
                        growing.get(i).apply(news.news().get(i));
                    problem.set(news.problem());
                    show();
                    if (lookAgain) look();
                },
                failure -> problem.set(WorkerLink.sentence(failure)));
    }

    private record Read(List<FollowedRun.News> news, String problem) {}

    private static Read read(List<FollowedRun> growing) {
        List<FollowedRun.News> news = new ArrayList<>();
        String problem = "";
        for (FollowedRun run : growing) {
            try {
                news.add(run.read());
            } catch (BadInputException e) {
                news.add(new FollowedRun.News(null, true, List.of()));
                problem = Objects.requireNonNullElse(e.getMessage(), e.toString());
            }
        }
        return new Read(news, problem);
    }

    private void follow(Path folder, boolean now) {
        followed.removeIf(run -> run.folder().equals(folder));
        if (now) followed.add(new FollowedRun(folder));
        if (!choosing) chosenChanged();
    }

    private void chosenChanged() {
        showRace();
        show();
        look();
    }

    private void showRace() {
        List<Path> compared = followed.stream().map(FollowedRun::folder).toList();
        Path found = groups.stream()
                .filter(group -> group.race() != null
                        && !compared.isEmpty()
                        && group.folders().containsAll(compared))
                .map(RunGroup::race)
                .findFirst()
                .orElse(null);
        race.set(found);
    }

    private void show() {
        shown.set(followed.isEmpty() ? ShownComparison.NONE : ShownComparison.of(followed, labels));
    }
}
