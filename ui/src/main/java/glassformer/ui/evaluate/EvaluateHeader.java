package glassformer.ui.evaluate;

import glassformer.BadInputException;
import glassformer.report.ReportFile;
import glassformer.run.Examined;
import glassformer.run.StoredEvaluation;
import glassformer.task.Side;
import glassformer.ui.common.CheckpointBox;
import glassformer.ui.common.ProgressRow;
import glassformer.ui.common.RunBox;
import glassformer.ui.common.StepChoice;
import glassformer.ui.common.Texts;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.shell.Notification;
import glassformer.ui.worker.Workbench;
import java.nio.file.Path;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Which run's checkpoint is evaluated on what; the button; how far it is; stored evaluations and the report.
final class EvaluateHeader extends VBox {
    private final EvaluateViewModel model;
    private final ComparisonViewModel comparison;
    private final Workbench bench;
    private final Texts texts;

    EvaluateHeader(EvaluateViewModel model, ComparisonViewModel comparison, Workbench bench) {
        this.model = model;
        this.comparison = comparison;
        this.bench = bench;
        this.texts = bench.texts();
        getStyleClass().add("spacing-8");
        var title = new Label(texts.get("page.evaluate"));
        title.getStyleClass().add("page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var first = new HBox(title, gap, stored(), report());
        first.getStyleClass().add("inspect-bar");
        var progress = new ProgressRow("evaluate", model.progressProperty(), model.busyProperty());
        progress.managedProperty().bind(progress.visibleProperty());
        var second = new FlowPane(
                12,
                8,
                new RunBox("evaluate-run", texts.get("evaluate.run.tip"), model.runs(), model.runProperty()),
                checkpoint(model.checkpoints()),
                data(),
                baselines(),
                start(),
                progress.stop(texts.get("evaluate.cancel"), model::cancel));
        second.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(first, second, progress);
    }

    private CheckpointBox checkpoint(StepChoice choice) {
        var box = new CheckpointBox("evaluate-checkpoint", choice, texts, texts.get("evaluate.checkpoint.tip"));
        box.setMinWidth(130);
        return box;
    }

    /// Validation, training or a file; a press on the last asks for one each time.
    private HBox data() {
        var group = new ToggleGroup();
        var validation = split(group, Side.VALIDATION, "left-pill");
        var training = split(group, Side.TRAINING, "center-pill");
        var file = toggle(group, "evaluate-data-file", texts.get("evaluate.data.file"), "right-pill");
        file.setTooltip(new Tooltip(texts.get("evaluate.data.file.tip")));
        file.setOnAction(event -> {
            chooseFile();
            follow(validation, training, file);
        });
        model.examinedProperty().subscribe(now -> follow(validation, training, file));
        return new HBox(validation, training, file);
    }

    private void follow(ToggleButton validation, ToggleButton training, ToggleButton file) {
        switch (model.examinedProperty().get()) {
            case Examined.Split(Side side) -> {
                validation.setSelected(side == Side.VALIDATION);
                training.setSelected(side == Side.TRAINING);
                file.setSelected(false);
                file.setText(texts.get("evaluate.data.file"));
            }
            case Examined.File(Path path) -> {
                file.setSelected(true);
                file.setText(String.valueOf(path.getFileName()));
            }
        }
    }

    private ToggleButton split(ToggleGroup group, Side side, String style) {
        var button = toggle(group, "evaluate-data-" + side.id(), texts.get("evaluate.data." + side.id()), style);
        button.setOnAction(event -> {
            model.examinedProperty().set(new Examined.Split(side));
            button.setSelected(true);
        });
        return button;
    }

    private static ToggleButton toggle(ToggleGroup group, String id, String text, String style) {
        var button = new ToggleButton(text);
        button.setId(id);
        button.getStyleClass().add(style);
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setMaxWidth(220);
        return button;
    }

    private void chooseFile() {
        bench.dialogs()
                .openFile(
                        texts.get("evaluate.data.file.tip"),
                        List.of(new Dialogs.FileKind(
                                texts.get("evaluate.data.kinds"), "*.csv", "*.tsv", "*.jsonl", "*.txt")))
                .ifPresent(path -> model.examinedProperty().set(new Examined.File(path)));
    }

    private CheckBox baselines() {
        var box = new CheckBox(texts.get("evaluate.baselines"));
        box.setId("evaluate-with-baselines");
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setTooltip(new Tooltip(texts.get("evaluate.baselines.tip")));
        box.selectedProperty().bindBidirectional(model.baselinesProperty());
        box.visibleProperty().bind(model.classifiesProperty());
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private Button start() {
        var start = new Button(texts.get("evaluate.start"), new FontIcon(Feather.CHECK_SQUARE));
        start.setId("evaluate-start");
        start.getStyleClass().add("accent");
        start.setMinWidth(Region.USE_PREF_SIZE);
        start.disableProperty().bind(model.canEvaluateProperty().not());
        start.setOnAction(event -> model.evaluate());
        return start;
    }

    private ComboBox<String> stored() {
        var box = new ComboBox<>(model.names());
        box.setId("evaluate-stored");
        box.setPromptText(texts.get("evaluate.stored"));
        box.setTooltip(new Tooltip(texts.get("evaluate.stored.tip")));
        box.setAccessibleText(texts.get("evaluate.stored.tip"));
        box.setMaxWidth(260);
        model.evaluationProperty().subscribe(now -> box.setValue(now == null ? null : now.name()));
        model.names().addListener((ListChangeListener<String>) change -> {
            StoredEvaluation now = model.evaluationProperty().get();
            box.setValue(now == null ? null : now.name());
        });
        box.setOnAction(event -> {
            StoredEvaluation now = model.evaluationProperty().get();
            String name = box.getValue();
            if (name != null && (now == null || !now.name().equals(name))) model.show(name);
        });
        return box;
    }

    private Button report() {
        var button = new Button(texts.get("evaluate.report"), new FontIcon(Feather.DOWNLOAD));
        button.setId("evaluate-report");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("evaluate.report.tip")));
        button.disableProperty().bind(model.evaluationProperty().isNull());
        button.setOnAction(event -> saveReport());
        return button;
    }

    private void saveReport() {
        StoredEvaluation evaluation = model.evaluationProperty().get();
        if (evaluation == null) return;
        var compared = comparison.comparisonProperty().get();
        bench.dialogs()
                .saveFile(
                        texts.get("evaluate.report"),
                        evaluation.run() + "-" + evaluation.name() + ".html",
                        List.of(
                                new Dialogs.FileKind(texts.get("evaluate.report.html"), "*.html"),
                                new Dialogs.FileKind(texts.get("evaluate.report.pdf"), "*.pdf")))
                .ifPresent(file -> bench.background()
                        .run(
                                () -> {
                                    new ReportFile(file).write(evaluation, compared);
                                    return file;
                                },
                                written -> bench.shell()
                                        .notify(Notification.info(texts.get("evaluate.report.saved", written))),
                                this::reportFailed));
    }

    private void reportFailed(Exception failure) {
        bench.dialogs()
                .error(
                        texts.get("evaluate.report"),
                        failure instanceof BadInputException
                                ? String.valueOf(failure.getMessage())
                                : failure.toString(),
                        null);
    }
}
