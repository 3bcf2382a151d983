package glassformer.ui.compare;

import glassformer.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The runs to choose from, those of a race together below a box that chooses them all.
final class RunList extends VBox {
    private final CompareViewModel model;
    private final Texts texts;
    private final VBox list = new VBox();
    private Subscription following = Subscription.EMPTY;

    RunList(CompareViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().addAll("card", "compare-runs");
        var title = new Label(texts.get("compare.runs"));
        title.getStyleClass().add("section-title");
        var only = new CheckBox(texts.get("compare.onlyThisLab"));
        only.setId("compare-only");
        only.setWrapText(true);
        only.setMinHeight(Region.USE_PREF_SIZE);
        only.selectedProperty().bindBidirectional(model.onlyThisLabProperty());
        list.setId("compare-runs");
        list.getStyleClass().add("spacing-8");
        var scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(title, only, scroll);
        model.groups().addListener((ListChangeListener<RunGroup>) change -> show());
        model.listedProperty().subscribe(listed -> show());
        show();
    }

    private void show() {
        following.unsubscribe();
        following = Subscription.EMPTY;
        if (model.groups().isEmpty()) {
            var empty = new Label(texts.get(model.listedProperty().get() ? "compare.runs.empty" : "compare.reading"));
            empty.getStyleClass().add("text-muted");
            empty.setWrapText(true);
            list.getChildren().setAll(empty);
            return;
        }
        list.getChildren().setAll(model.groups().stream().map(this::group).toList());
    }

    private Region group(RunGroup group) {
        if (group.race() == null) return run(group.runs().getFirst(), group.title());
        var all = new CheckBox(texts.get("compare.race", group.title()));
        all.setId("race-" + group.title());
        all.getStyleClass().add("compare-race");
        all.setWrapText(true);
        all.setMinHeight(USE_PREF_SIZE);
        all.setTooltip(new Tooltip(String.valueOf(group.race())));
        all.setOnAction(event -> {
            if (all.isSelected()) model.chooseOnly(group.folders());
            else model.choose(group.folders(), false);
        });
        List<Region> rows = new ArrayList<>();
        rows.add(all);
        for (RunChoice run : group.runs()) {
            var row = run(run, run.title());
            row.getStyleClass().add("compare-entry");
            rows.add(row);
            following = following.and(model.chosen(run.folder()).subscribe(now -> mark(all, group)));
        }
        var box = new VBox(rows.toArray(Region[]::new));
        box.getStyleClass().add("spacing-4");
        return box;
    }

    private void mark(CheckBox all, RunGroup group) {
        long chosen = group.folders().stream()
                .filter(folder -> model.chosen(folder).get())
                .count();
        all.setIndeterminate(chosen > 0 && chosen < group.runs().size());
        all.setSelected(chosen == group.runs().size());
    }

    private HBox run(RunChoice run, String title) {
        var box = new CheckBox(title);
        box.setId("run-" + String.valueOf(run.folder().getFileName()));
        box.setMinWidth(0);
        box.setWrapText(true);
        box.setMinHeight(USE_PREF_SIZE);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setTooltip(new Tooltip(run.folder().toString()));
        HBox.setHgrow(box, Priority.ALWAYS);
        var chosen = model.chosen(run.folder());
        following = following.and(chosen.subscribe(box::setSelected));
        box.setOnAction(event -> chosen.set(box.isSelected()));
        var stage = new Label(texts.get(run.stage().textKey()));
        stage.getStyleClass().setAll("badge", style(run.stage()), "compare-badge");
        stage.setMinWidth(USE_PREF_SIZE);
        var row = new HBox(box, stage);
        row.getStyleClass().add("compare-run");
        return row;
    }

    static String style(RunStage stage) {
        return switch (stage) {
            case RUNNING -> "badge-accent";
            case FINISHED -> "badge-success";
            case PAUSED, STOPPED, INTERRUPTED -> "badge-warning";
            case FAILED -> "badge-danger";
            case WAITING -> "badge-plain";
        };
    }
}
