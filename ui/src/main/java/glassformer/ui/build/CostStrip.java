package glassformer.ui.build;

import glassformer.blueprint.CostEstimate;
import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the model costs, live: parameters, memory, computation, and time where it was measured.
final class CostStrip extends HBox {
    private final BuildViewModel model;
    private final StepTimeViewModel time;
    private final Texts texts;
    private final Format format;
    private final Button measure;
    private final Label stepTime = new Label();
    private final Label totalTime = new Label();

    CostStrip(BuildViewModel model, StepTimeViewModel time, Texts texts) {
        this.model = model;
        this.time = time;
        this.texts = texts;
        this.format = texts.format();
        getStyleClass().add("cost-strip");
        measure = new Button(texts.get("build.measure"), new FontIcon(Feather.CLOCK));
        measure.setId("measure");
        measure.setMinWidth(Region.USE_PREF_SIZE);
        measure.setTooltip(tip("build.measure.tip"));
        measure.setOnAction(event -> time.measure());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren()
                .addAll(
                        stat("parameters", cost -> format.count(cost.parameters())),
                        trained(),
                        stat("memory", cost -> format.bytes(cost.trainingBytes())),
                        stat("flops", cost -> format.count(cost.trainingFlops())),
                        measured("step", stepTime),
                        measured("total", totalTime),
                        gap,
                        measure);
        time.timeProperty().subscribe(now -> show(now));
        model.session().labProperty().subscribe(lab -> show(time.timeProperty().get()));
    }

    private VBox stat(String name, Function<CostEstimate, String> value) {
        var number = new Label();
        model.costProperty().subscribe(cost -> number.setText(cost == null ? "–" : value.apply(cost)));
        return column(name, number);
    }

    /// Only where something is frozen; otherwise it would repeat the parameters.
    private VBox trained() {
        var number = new Label();
        model.costProperty().subscribe(cost -> {
            boolean frozen = cost != null && cost.trainable() < cost.parameters();
            number.setText(
                    cost == null || !frozen
                            ? ""
                            : format.count(cost.trainable()) + " / "
                                    + format.count(cost.parameters() - cost.trainable()));
        });
        return measured("trained", number);
    }

    private VBox measured(String name, Label value) {
        VBox column = column(name, value);
        column.visibleProperty().bind(value.textProperty().isNotEmpty());
        column.managedProperty().bind(column.visibleProperty());
        column.setMinWidth(0);
        return column;
    }

    private VBox column(String name, Label number) {
        number.setId("cost-" + name);
        number.getStyleClass().add("stat-value");
        number.setMinWidth(Region.USE_PREF_SIZE);
        var caption = new Label(texts.get("build.cost." + name));
        caption.getStyleClass().add("stat-caption");
        caption.setMinWidth(Region.USE_PREF_SIZE);
        var column = new VBox(caption, number);
        Tooltip.install(column, tip("build.cost." + name + ".tip"));
        return column;
    }

    private Tooltip tip(String key) {
        var tooltip = new Tooltip(texts.get(key));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        return tooltip;
    }

    /// A low precision beside float32, since it depends on the processor which is faster.
    private void compare(StepTime.Measured known) {
        Double float32 = known.float32Milliseconds();
        if (float32 == null) return;
        stepTime.setText(texts.get(
                "build.milliseconds.beside",
                format.number(known.milliseconds()),
                known.device(),
                format.number(float32)));
        if (known.isSlower()) {
            stepTime.getStyleClass().add("status-error");
            explain(texts.get("build.precision.slower"));
        }
    }

    private void explain(String sentence) {
        var why = new Tooltip(sentence);
        why.setWrapText(true);
        why.setMaxWidth(360);
        stepTime.setTooltip(why);
    }

    private void show(StepTime now) {
        boolean measuring = now instanceof StepTime.Measuring;
        measure.setDisable(measuring);
        measure.setText(texts.get(now instanceof StepTime.Measured ? "build.measure.again" : "build.measure"));
        measure.setVisible(!measuring);
        measure.setManaged(!measuring);
        stepTime.getStyleClass().removeAll("status-error", "text-small");
        stepTime.setTooltip(null);
        stepTime.setMinWidth(USE_PREF_SIZE);
        totalTime.setText("");
        switch (now) {
            case StepTime.Unknown unknown -> stepTime.setText("");
            case StepTime.Measuring m -> stepTime.setText(texts.get("build.measuring"));
            case StepTime.Measured known -> {
                stepTime.setText(texts.get("build.milliseconds", format.number(known.milliseconds()), known.device()));
                totalTime.setText(time.total().map(format::duration).orElse(""));
                compare(known);
            }
            case StepTime.Failed failed -> {
                stepTime.getStyleClass().addAll("status-error", "text-small");
                stepTime.setText(failed.sentence());
                stepTime.setMinWidth(0);
                explain(failed.sentence());
            }
        }
    }
}
