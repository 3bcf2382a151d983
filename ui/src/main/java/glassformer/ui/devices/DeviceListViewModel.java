package glassformer.ui.devices;

import glassformer.BadInputException;
import glassformer.engine.Ability;
import glassformer.run.DeviceFit;
import glassformer.run.Lab;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.worker.DeviceLimits;
import glassformer.ui.worker.WorkerLink;
import glassformer.worker.WorkerService;
import glassformer.worker.WorkerService.DeviceInfo;
import glassformer.worker.WorkerService.Devices;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What computes, here and elsewhere. Devices are looked for when the page is opened; one is measured at a time,
// because
/// two at once would slow each other down.
public final class DeviceListViewModel {
    private static final String KEY = "training.device";

    private final LabSession session;
    private final WorkerLink link;
    private final Texts texts;
    private final ObservableList<DeviceEntry> entries = FXCollections.observableArrayList();
    private final ObservableList<String> machines = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper problems = new ReadOnlyStringWrapper(this, "problems", "");
    private final ReadOnlyStringWrapper askProblem = new ReadOnlyStringWrapper(this, "askProblem", "");
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper(this, "looking", false);
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper(this, "asking", false);
    private final ReadOnlyBooleanWrapper measuring = new ReadOnlyBooleanWrapper(this, "measuring", false);

    public DeviceListViewModel(LabSession session, WorkerLink link, Texts texts) {
        this.session = session;
        this.link = link;
        this.texts = texts;
        link.devicesProperty().subscribe(found -> {
            if (found != null) found(found);
        });
    }

    /// The devices of this machine, then those of machines that were asked.
    public ObservableList<DeviceEntry> entries() {
        return entries;
    }

    /// Other machines that ssh's configuration names.
    public ObservableList<String> machines() {
        return machines;
    }

    /// Why engines are not available, a sentence a line; empty when there is nothing to say.
    public ReadOnlyStringProperty problemsProperty() {
        return problems.getReadOnlyProperty();
    }

    /// Why another machine did not answer; empty when there is nothing to say.
    public ReadOnlyStringProperty askProblemProperty() {
        return askProblem.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty askingProperty() {
        return asking.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty measuringProperty() {
        return measuring.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Lab> labProperty() {
        return session.labProperty();
    }

    /// Has the worker list what it finds, the first time.
    public void load() {
        look(link.loadDevices());
    }

    /// Has it listed again: how much memory is taken changes.
    public void lookAgain() {
        look(link.reloadDevices());
    }

    private void look(CompletableFuture<Devices> answer) {
        looking.set(true);
        var unused = answer.whenComplete((found, failure) -> {
            looking.set(false);
            if (failure != null) problems.set(WorkerLink.sentence(failure));
        });
    }

    private void found(Devices devices) {
        problems.set(String.join("\n", devices.problems()));
        Map<String, DeviceEntry> known = new LinkedHashMap<>();
        entries.forEach(entry -> known.put(entry.info().id(), entry));
        List<DeviceEntry> next = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        for (DeviceInfo info : devices.devices()) {
            if (info.engine().equals(WorkerService.OTHER_MACHINE)) elsewhere.add(info.id());
            else next.add(entry(info, known));
        }
        entries.stream().filter(DeviceListViewModel::isElsewhere).forEach(next::add);
        entries.setAll(next);
        if (!machines.equals(elsewhere)) machines.setAll(elsewhere);
    }

    /// As it was, where it is still the same.
    private static DeviceEntry entry(DeviceInfo info, Map<String, DeviceEntry> known) {
        DeviceEntry before = known.get(info.id());
        return before != null && before.info().equals(info) ? before : keepScore(new DeviceEntry(info), before);
    }

    private static DeviceEntry keepScore(DeviceEntry entry, @Nullable DeviceEntry before) {
        var score = before == null ? null : before.scoreProperty().get();
        if (score != null) entry.measured(score);
        return entry;
    }

    private static boolean isElsewhere(DeviceEntry entry) {
        return entry.info().id().startsWith(WorkerService.OTHER_MACHINE + ":");
    }

    /// Lists the devices of another machine beside those of this one.
    ///
    /// @param machine `ssh:HOST`, or the host alone
    public void ask(String machine) {
        String typed = machine.strip();
        if (typed.isEmpty()) {
            askProblem.set(texts.get("devices.ask.empty"));
            return;
        }
        String place = typed.startsWith("ssh:") ? typed : "ssh:" + typed;
        askProblem.set("");
        asking.set(true);
        var unused = link.devicesElsewhere(place).whenComplete((found, failure) -> {
            asking.set(false);
            if (failure != null) askProblem.set(WorkerLink.sentence(failure));
            else answered(found);
        });
    }

    private void answered(Devices found) {
        Set<String> ids = found.devices().stream().map(DeviceInfo::id).collect(Collectors.toSet());
        entries.removeIf(entry -> ids.contains(entry.info().id()));
        found.devices().forEach(info -> entries.add(new DeviceEntry(info)));
        askProblem.set(String.join("\n", found.problems()));
    }

    public void measure(DeviceEntry entry) {
        measure(List.of(entry));
    }

    public void measureAll() {
        measure(List.copyOf(entries));
    }

    private void measure(List<DeviceEntry> queue) {
        if (measuring.get() || queue.isEmpty()) return;
        if (link.trainingProperty().get() != null) {
            queue.getFirst().failed(texts.get("devices.measure.training"));
            return;
        }
        measuring.set(true);
        next(queue, 0);
    }

    private void next(List<DeviceEntry> queue, int index) {
        if (index == queue.size()) {
            measuring.set(false);
            return;
        }
        DeviceEntry entry = queue.get(index);
        entry.begin();
        var unused = link.score(entry.info().id()).whenComplete((score, failure) -> {
            if (failure == null) entry.measured(score);
            else entry.failed(WorkerLink.sentence(failure));
            next(queue, index + 1);
        });
    }

    /// What of the open lab the device cannot do, in sentences; empty where it can train the lab.
    public List<String> misfits(DeviceEntry entry) {
        DeviceInfo info = entry.info();
        try {
            return DeviceFit.of(session.lab(), DeviceLimits.device(info), DeviceLimits.abilities(info)).stream()
                    .map(DeviceFit.Misfit::sentence)
                    .toList();
        } catch (BadInputException e) {
            return List.of(); // the Build page says what is wrong with the lab
        }
    }

    /// What the device lacks, whatever the lab.
    public List<Ability> lacks(DeviceEntry entry) {
        return List.copyOf(EnumSet.complementOf(DeviceLimits.abilities(entry.info())));
    }

    /// Whether the open lab trains on it.
    public boolean isChosen(DeviceEntry entry) {
        return session.lab().values().text(KEY).equals(entry.info().id());
    }

    /// Has the open lab train on it.
    public void use(DeviceEntry entry) {
        if (!isChosen(entry)) session.edit(KEY, entry.info().id());
    }
}
