package glassformer.ui.train;

import glassformer.run.Resumption;
import glassformer.ui.common.StepChoice;
import glassformer.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the run takes on the disk, how it went on, and how to be rid of it. Takes no room before there is a run.
final class UpkeepCard extends VBox {
    private final TrainViewModel train;
    private final UpkeepViewModel model;
    private final Texts texts;
    private final Label badge = new Label();
    private final Label use = new Label();
    private final Label result = new Label();

    UpkeepCard(TrainViewModel train, UpkeepViewModel model, Texts texts) {
        this.train = train;
        this.model = model;
        this.texts = texts;
        setId("train-upkeep");
        getStyleClass().addAll("card", "spacing-8");
        setMinHeight(Region.USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        var title = new Label(texts.get("upkeep.title"));
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        badge.setId("train-resumed");
        badge.managedProperty().bind(badge.visibleProperty());
        var head = new HBox(title, badge);
        head.getStyleClass().add("spacing-8");
        head.setAlignment(Pos.CENTER_LEFT);
        for (Label line : new Label[] {use, result}) {
            line.setWrapText(true);
            line.setMinHeight(Region.USE_PREF_SIZE);
        }
        use.setId("train-disk");
        use.getStyleClass().addAll("text-muted", "text-small");
        result.setId("train-result");
        result.getStyleClass().add("text-small");
        result.managedProperty().bind(result.visibleProperty());
        getChildren().addAll(head, use, result, deletions());
        model.upkeepProperty().subscribe(this::show);
    }

    private void show(@Nullable Upkeep upkeep) {
        setVisible(upkeep != null);
        if (upkeep == null) return;
        use.setText(texts.get(
                "upkeep.use",
                texts.format().bytes(upkeep.use().total()),
                texts.format().bytes(upkeep.use().checkpoints()),
                UpkeepTexts.steps(upkeep.steps(), texts)));
        Integer step = upkeep.result();
        boolean better = step != null
                && !upkeep.steps().isEmpty()
                && !step.equals(upkeep.steps().getLast());
        result.setVisible(better || upkeep.ending() != null);
        String early = upkeep.ending() == null ? "" : texts.get("upkeep.early") + " ";
        result.setText(early
                + (better && step != null
                        ? texts.get("upkeep.result", texts.format().whole(step))
                        : ""));
        Resumption resumption = upkeep.resumption();
        badge.setVisible(resumption != null);
        if (resumption == null) return;
        badge.setText(UpkeepTexts.badge(resumption, texts));
        badge.getStyleClass().setAll("badge", resumption.identical() ? "badge-success" : "badge-warning");
        String tip = UpkeepTexts.badgeTip(resumption, texts);
        badge.setTooltip(wrapped(tip));
        badge.setAccessibleHelp(tip);
    }

    private FlowPane deletions() {
        var checkpoint = button("delete-checkpoint", model::deleteCheckpoint);
        model.checkpoints()
                .chosenProperty()
                .subscribe(step -> checkpoint.setText(
                        texts.get("upkeep.delete-checkpoint", texts.format().whole(Math.max(0, step.intValue())))));
        checkpoint.visibleProperty().bind(model.checkpoints().chosenProperty().isNotEqualTo(StepChoice.NONE));
        checkpoint.managedProperty().bind(checkpoint.visibleProperty());
        var run = button("delete-run", model::deleteRun);
        run.setText(texts.get("upkeep.delete-run"));
        var box = new FlowPane(8, 8, checkpoint, run);
        box.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> train.stageProperty().get().isLive()
                                || train.stageProperty().get() == TrainStage.ELSEWHERE,
                        train.stageProperty()));
        return box;
    }

    private Button button(String name, Runnable action) {
        var button = new Button("", new FontIcon(Feather.TRASH_2));
        button.setId("train-" + name);
        button.getStyleClass().add("small");
        button.setTooltip(wrapped(texts.get("upkeep." + name + ".tip")));
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Tooltip wrapped(String text) {
        var tip = new Tooltip(text);
        tip.setWrapText(true);
        tip.setMaxWidth(360);
        return tip;
    }
}
