package glassformer.ui.build;

import glassformer.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The model as boxes from top to bottom. The arrow keys go from box to box.
final class DiagramView extends ScrollPane {
    private static final double WIDTH = 400;

    private final BuildViewModel model;
    private final Texts texts;
    private final PartTexts partTexts;
    private final VBox column = new VBox();
    private final List<PartBox> boxes = new ArrayList<>();

    DiagramView(BuildViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.partTexts = new PartTexts(texts);
        setId("diagram");
        getStyleClass().add("diagram");
        column.getStyleClass().add("diagram-column");
        column.setMaxWidth(WIDTH);
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(texts.get("build.diagram"));
        var holder = new StackPane(column);
        holder.getStyleClass().add("diagram-holder");
        setContent(holder);
        model.diagramProperty().subscribe(diagram -> draw());
        model.openBlockProperty().subscribe((before, after) -> draw());
        model.selectedProperty().subscribe(part -> mark(part));
    }

    private void draw() {
        String focused = boxes.stream()
                .filter(PartBox::isFocused)
                .map(box -> box.part().id())
                .findFirst()
                .orElse("");
        boxes.clear();
        column.getChildren().clear();
        Diagram diagram = model.diagramProperty().get();
        if (diagram == null) {
            var label = new Label(model.problemProperty().get());
            label.setId("diagram-problem");
            label.setWrapText(true);
            label.getStyleClass().addAll("empty-state", "status-error");
            column.getChildren().add(label);
            return;
        }
        String input = texts.get("build.input");
        for (Diagram.Item item : diagram.items()) {
            column.getChildren().add(new FlowArrow(input));
            switch (item) {
                case Diagram.Part part -> {
                    column.getChildren().add(box(part));
                    input = part.output();
                }
                case Diagram.Stack stack -> {
                    column.getChildren().add(new StackView(stack, texts, model, this::box));
                    input = stack.blocks().getFirst().part().output();
                }
            }
        }
        column.getChildren().add(new FlowArrow(texts.get("build.output", input)));
        mark(model.selectedProperty().get());
        boxes.stream()
                .filter(box -> box.part().id().equals(focused))
                .findFirst()
                .ifPresent(PartBox::requestFocus);
    }

    private PartBox box(Diagram.Part part) {
        var box = new PartBox(part, partTexts, model);
        boxes.add(box);
        return box;
    }

    private void mark(Diagram.@Nullable Part selected) {
        boxes.forEach(
                box -> box.markSelected(selected != null && box.part().id().equals(selected.id())));
    }
}
