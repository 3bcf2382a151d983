package glassformer.ui.devices;

import glassformer.ui.common.DeviceName;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.worker.WorkerService;
import glassformer.worker.WorkerService.DeviceInfo;
import glassformer.worker.WorkerService.Score;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One device: what it is, how fast, what it cannot do, and whether the open lab trains on it.
final class DeviceCard extends VBox {
    private static final double FIGURE_WIDTH = 80;

    private final DeviceEntry entry;
    private final DeviceListViewModel model;
    private final KernelsViewModel kernels;
    private final Texts texts;
    private final Label gigaflops;
    private final Label gigabytes;
    private final Label step;
    private final Label misfit = new Label();
    private final Label badge = new Label();
    private final Button use = new Button();

    DeviceCard(DeviceEntry entry, DeviceListViewModel model, KernelsViewModel kernels, Texts texts) {
        this.entry = entry;
        this.model = model;
        this.kernels = kernels;
        this.texts = texts;
        this.gigaflops = figure("gigaflops");
        this.gigabytes = figure("gigabytes");
        this.step = figure("step");
        setId(id("device"));
        getStyleClass().addAll("card", "device-card");
        getChildren().addAll(head(), figures(), new ProblemLabel("device-problem", entry.problemProperty()), below());
        entry.scoreProperty().subscribe(this::show);
        model.labProperty().subscribe(lab -> follow());
    }

    /// A device's own name has signs that mean something else in style sheets.
    private String id(String part) {
        return part + "-" + entry.info().id().replaceAll("[^\\w-]", "-");
    }

    private HBox head() {
        DeviceInfo info = entry.info();
        var id = new Label(info.id(), new FontIcon(icon(info)));
        id.getStyleClass().add("card-title");
        id.setMinWidth(Region.USE_PREF_SIZE);
        var name = new Label(DeviceName.of(info.name(), texts));
        name.getStyleClass().add("text-muted");
        name.setMaxWidth(Double.MAX_VALUE);
        name.setTooltip(new Tooltip(texts.get("devices.engine", name.getText(), info.engine())));
        HBox.setHgrow(name, Priority.ALWAYS);
        badge.getStyleClass().addAll("badge", "badge-accent");
        badge.setText(texts.get("devices.chosen"));
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.managedProperty().bind(badge.visibleProperty());
        use.setText(texts.get("devices.use"));
        use.setId(id("device-use"));
        use.getStyleClass().add("small");
        use.setMinWidth(Region.USE_PREF_SIZE);
        use.setTooltip(new Tooltip(texts.get("devices.use.tip", info.id())));
        use.managedProperty().bind(use.visibleProperty());
        use.setOnAction(event -> model.use(entry));
        var row = new HBox(id, name, badge, use);
        row.getStyleClass().add("spacing-8");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Ikon icon(DeviceInfo info) {
        if (info.id().startsWith(WorkerService.OTHER_MACHINE + ":")) return Feather.SERVER;
        return info.id().startsWith("cpu") ? Feather.CPU : Feather.MONITOR;
    }

    private HBox figures() {
        var measure = new Button(texts.get("devices.measure"), new FontIcon(Feather.ACTIVITY));
        measure.setId(id("device-measure"));
        measure.getStyleClass().add("small");
        measure.setMinWidth(Region.USE_PREF_SIZE);
        measure.disableProperty().bind(model.measuringProperty());
        measure.setTooltip(new Tooltip(texts.get("devices.measure.tip")));
        measure.setOnAction(event -> model.measure(entry));
        var buttons = new HBox(measure);
        buttons.getStyleClass().add("spacing-8");
        buttons.setAlignment(Pos.CENTER_LEFT);
        if (!entry.info().kernels().isEmpty()) buttons.getChildren().add(kernels());
        var busy = new ProgressIndicator();
        busy.setMaxSize(18, 18);
        busy.visibleProperty().bind(entry.measuringProperty());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(
                column("gigaflops", gigaflops),
                column("gigabytes", gigabytes),
                column("step", step),
                gap,
                busy,
                buttons);
        row.getStyleClass().add("device-figures");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Button kernels() {
        var button = new Button(texts.get("devices.kernels"), new FontIcon(Feather.CODE));
        button.setId(id("device-kernels"));
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("devices.kernels.tip")));
        button.setOnAction(event -> kernels.open(entry.info()));
        return button;
    }

    private Label figure(String name) {
        var label = new Label("–");
        label.setId(id("device-" + name));
        label.getStyleClass().add("stat-value");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private VBox column(String name, Label value) {
        var caption = new Label(texts.get("devices.figure." + name));
        caption.getStyleClass().add("stat-caption");
        caption.setMinWidth(Region.USE_PREF_SIZE);
        var tip = new Tooltip(texts.get("devices.figure." + name + ".tip"));
        tip.setWrapText(true);
        tip.setMaxWidth(360);
        caption.setTooltip(tip);
        value.setTooltip(tip);
        var column = new VBox(value, caption);
        // The figures of all devices stand below each other.
        column.setMinWidth(FIGURE_WIDTH);
        return column;
    }

    private VBox below() {
        var lacks = new Label(lacking());
        lacks.setId(id("device-lacks"));
        lacks.getStyleClass().addAll("text-muted", "text-small");
        wrap(lacks);
        misfit.setId(id("device-misfit"));
        misfit.getStyleClass().add("field-error");
        wrap(misfit);
        misfit.managedProperty().bind(misfit.visibleProperty());
        var box = new VBox(memory(), lacks, misfit);
        box.getStyleClass().add("spacing-4");
        return box;
    }

    private static void wrap(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
    }

    private HBox memory() {
        DeviceInfo info = entry.info();
        var format = texts.format();
        @Nullable Long taken = info.inUseBytes();
        String words = info.memoryBytes() == 0
                ? texts.get("devices.memory.unknown")
                : taken == null
                        ? texts.get("devices.memory", format.bytes(info.memoryBytes()))
                        : texts.get("devices.memory.used", format.bytes(taken), format.bytes(info.memoryBytes()));
        var label = new Label(words);
        label.getStyleClass().add("text-small");
        label.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(label);
        row.getStyleClass().add("spacing-8");
        row.setAlignment(Pos.CENTER_LEFT);
        if (taken != null && info.memoryBytes() > 0) {
            var bar = new ProgressBar((double) taken / info.memoryBytes());
            bar.setAccessibleText(words);
            bar.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(bar, Priority.ALWAYS);
            row.getChildren().add(bar);
        }
        return row;
    }

    private String lacking() {
        var lacks = model.lacks(entry);
        return lacks.isEmpty()
                ? texts.get("devices.lacks.nothing")
                : texts.get(
                        "devices.lacks",
                        lacks.stream()
                                .map(ability -> texts.get("devices.ability." + ability.id()))
                                .collect(Collectors.joining(texts.get("devices.lacks.between"))));
    }

    private void show(@Nullable Score score) {
        if (score == null) return;
        var format = texts.format();
        gigaflops.setText(score.gigaflops() == null ? "–" : format.number(Math.rint(score.gigaflops())));
        gigabytes.setText(score.gigabytesPerSecond() == null ? "–" : format.tick(score.gigabytesPerSecond(), 0.1));
        step.setText(format.tick(score.millisecondsPerStep(), 0.1));
    }

    private void follow() {
        boolean chosen = model.isChosen(entry);
        badge.setVisible(chosen);
        use.setVisible(!chosen);
        var misfits = model.misfits(entry);
        use.setDisable(!misfits.isEmpty());
        misfit.setText(String.join("\n", misfits));
        misfit.setVisible(!misfits.isEmpty());
    }
}
