package glassformer.ui.build;

import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.worker.DeviceLimits;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The page on which a model is assembled: costs on top, diagram on the left, settings on the right. Another view of
/// it compares two architectures.
public final class BuildPage {
    private final LabSession session;
    private final Texts texts;
    private final VBox page = new VBox();

    private BuildPage(LabSession session, Texts texts) {
        this.session = session;
        this.texts = texts;
        page.setId("build-page");
        page.getStyleClass().add("build-page");
    }

    public static Node create(LabSession session, Texts texts, StepTimeViewModel time) {
        return create(session, texts, time, SettingsSheet.knownDevices(), new ReadOnlyObjectWrapper<>(Map.of()));
    }

    /// @param devices what can be chosen as the device; may grow
    /// @param limits  what the chosen device cannot do, by setting
    public static Node create(
            LabSession session,
            Texts texts,
            StepTimeViewModel time,
            ObservableList<String> devices,
            ObservableValue<Map<String, DeviceLimits.Limit>> limits) {
        return create(new BuildViewModel(session, new FieldTexts(texts)), texts, time, devices, limits);
    }

    /// @param devices what can be chosen as the device; may grow
    /// @param limits  what the chosen device cannot do, by setting
    public static Node create(
            BuildViewModel model,
            Texts texts,
            StepTimeViewModel time,
            ObservableList<String> devices,
            ObservableValue<Map<String, DeviceLimits.Limit>> limits) {
        var build = new BuildPage(model.session(), texts);
        build.assemble(model, time, devices, limits);
        return build.page;
    }

    private void assemble(
            BuildViewModel model,
            StepTimeViewModel time,
            ObservableList<String> devices,
            ObservableValue<Map<String, DeviceLimits.Limit>> limits) {
        var diagram = new DiagramView(model.diagram(), texts);
        var explanation = new PartExplanation(model.diagram(), texts);
        VBox.setVgrow(diagram, Priority.ALWAYS);
        var architecture = new ArchitectureViewModel(session, new FieldTexts(texts));
        var middle = new HBox();
        var bar = new ArchitectureBar(model, architecture, texts, () -> compare(middle));
        var left = new VBox(bar, diagram, explanation);
        left.getStyleClass().add("build-left");
        var sheet = new SettingsSheet(model, texts, devices, limits);
        HBox.setHgrow(left, Priority.ALWAYS);
        middle.getChildren().setAll(left, sheet);
        middle.getStyleClass().add("build-middle");
        VBox.setVgrow(middle, Priority.ALWAYS);
        page.getChildren().setAll(new CostStrip(model, time, texts), middle);
    }

    /// Shows the comparison in place of the lab's model until it is closed.
    private void compare(Node model) {
        var strip = page.getChildren().getFirst();
        var pane = new ComparePane(new CompareViewModel(session, texts), texts, () -> page.getChildren()
                .setAll(strip, model));
        VBox.setVgrow(pane, Priority.ALWAYS);
        page.getChildren().setAll(pane);
        pane.lookup("#compare-close").requestFocus();
    }
}
