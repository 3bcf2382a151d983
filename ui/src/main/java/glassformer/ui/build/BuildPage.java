package glassformer.ui.build;

import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The page on which a model is assembled: costs on top, diagram on the left, settings on the right.
public final class BuildPage {
    private BuildPage() {}

    public static Node create(LabSession session, Texts texts, StepTimeViewModel time) {
        return create(session, texts, time, SettingsSheet.knownDevices());
    }

    /// @param devices what can be chosen as the device; may grow
    public static Node create(LabSession session, Texts texts, StepTimeViewModel time, ObservableList<String> devices) {
        var model = new BuildViewModel(session, new FieldTexts(texts));
        var diagram = new DiagramView(model.diagram(), texts);
        var explanation = new PartExplanation(model.diagram(), texts);
        VBox.setVgrow(diagram, Priority.ALWAYS);
        var left = new VBox(diagram, explanation);
        left.getStyleClass().add("build-left");
        var sheet = new SettingsSheet(model, texts, devices);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(sheet, Priority.ALWAYS);
        var middle = new HBox(left, sheet);
        middle.getStyleClass().add("build-middle");
        VBox.setVgrow(middle, Priority.ALWAYS);
        var page = new VBox(new CostStrip(model, time, texts), middle);
        page.setId("build-page");
        page.getStyleClass().add("build-page");
        return page;
    }
}
