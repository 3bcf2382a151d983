package glassformer.ui.build;

import glassformer.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The model as boxes from top to bottom, an encoder to the left of its decoder, heads below. The arrow keys go from
/// box to box.
final class DiagramView extends ScrollPane {
    private static final double WIDTH = 400;
    private static final double NARROW = 290;

    private final DiagramState model;
    private final Texts texts;
    private final PartTexts partTexts;
    private final StackPane holder = new StackPane();
    private final List<PartBox> boxes = new ArrayList<>();

    DiagramView(DiagramState model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.partTexts = new PartTexts(texts);
        setId("diagram");
        getStyleClass().add("diagram");
        setFitToWidth(true);
        setFitToHeight(true);
        setFocusTraversable(false);
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(texts.get("build.diagram"));
        holder.getStyleClass().add("diagram-holder");
        setContent(holder);
        model.diagramProperty().subscribe(diagram -> draw());
        model.problemProperty().subscribe(problem -> draw());
        model.openBlock(Diagram.Side.ENCODER).subscribe((before, after) -> draw());
        model.openBlock(Diagram.Side.TRUNK).subscribe((before, after) -> draw());
        model.selectedProperty().subscribe(part -> mark());
        model.differentProperty().subscribe(different -> mark());
    }

    private void draw() {
        String focused = boxes.stream()
                .filter(PartBox::isFocused)
                .map(box -> box.part().id())
                .findFirst()
                .orElse("");
        boxes.clear();
        Diagram diagram = model.diagramProperty().get();
        holder.getChildren().setAll(diagram == null ? problem() : picture(diagram));
        mark();
        boxes.stream()
                .filter(box -> box.part().id().equals(focused))
                .findFirst()
                .ifPresent(PartBox::requestFocus);
    }

    private Node problem() {
        var label = new Label(model.problemProperty().get());
        label.setId("diagram-problem");
        label.setWrapText(true);
        label.getStyleClass().addAll("empty-state", "status-error");
        return label;
    }

    private Node picture(Diagram diagram) {
        boolean two = !diagram.encoder().isEmpty();
        String hidden = output(diagram.trunk());
        VBox column = column(diagram.trunk(), texts.get(two ? "build.input.target" : "build.input"));
        if (diagram.heads().size() == 1) {
            Diagram.HeadColumn head = diagram.heads().getFirst();
            column.getChildren().addAll(new FlowArrow(hidden), head(head));
        }
        if (!two && diagram.heads().size() <= 1) return sized(column, WIDTH);
        if (two) {
            VBox encoder = column(diagram.encoder(), texts.get("build.input.source"));
            encoder.setId("encoder-column");
            column.setId("decoder-column");
            encoder.getChildren().addFirst(title(texts.get("build.encoder")));
            column.getChildren().addFirst(title(texts.get("build.decoder")));
            var memory = new Label(texts.get("build.memory", output(diagram.encoder())));
            memory.getStyleClass().addAll("flow-shape", "memory");
            memory.setId("memory");
            encoder.getChildren().addAll(new FlowArrow(""), memory);
            return new TwoColumns(sized(encoder, NARROW), sized(column, NARROW), memory, this::readers);
        }
        var heads = new HeadsView(
                hidden,
                diagram.heads().stream().map(head -> sized(head(head), NARROW)).toList());
        var picture = new VBox(sized(column, WIDTH), heads);
        picture.getStyleClass().add("diagram-column");
        return picture;
    }

    /// The boxes on screen that read what the encoder made.
    private List<PartBox> readers() {
        return boxes.stream()
                .filter(box -> box.part().kind() == PartKind.CROSS_ATTENTION)
                .toList();
    }

    private VBox column(List<Diagram.Item> items, String input) {
        var column = new VBox();
        column.getStyleClass().add("diagram-column");
        String shape = input;
        for (Diagram.Item item : items) {
            column.getChildren().add(new FlowArrow(shape));
            column.getChildren()
                    .add(
                            switch (item) {
                                case Diagram.Part part -> box(part);
                                case Diagram.Stack stack -> new StackView(stack, texts, model, this::box);
                            });
            shape = output(item);
        }
        return column;
    }

    private VBox head(Diagram.HeadColumn head) {
        var column = new VBox(title(partTexts.head(head)));
        column.setId("head-" + head.name());
        column.getStyleClass().addAll("diagram-column", "head-column");
        String shape = "";
        for (Diagram.Part part : head.parts()) {
            if (!shape.isEmpty()) column.getChildren().add(new FlowArrow(shape));
            column.getChildren().add(box(part));
            shape = part.output();
        }
        column.getChildren().add(new FlowArrow(shape));
        return column;
    }

    private static Label title(String text) {
        var label = new Label(text);
        label.getStyleClass().add("column-title");
        return label;
    }

    private static <R extends Region> R sized(R column, double width) {
        column.setPrefWidth(width);
        column.setMaxWidth(width);
        return column;
    }

    private static String output(List<Diagram.Item> items) {
        return output(items.getLast());
    }

    private static String output(Diagram.Item item) {
        return switch (item) {
            case Diagram.Part part -> part.output();
            case Diagram.Stack stack -> stack.blocks().getLast().part().output();
        };
    }

    private PartBox box(Diagram.Part part) {
        var box = new PartBox(part, partTexts, model);
        boxes.add(box);
        return box;
    }

    private void mark() {
        Diagram.@Nullable Part selected = model.selectedProperty().get();
        boxes.forEach(box -> {
            box.markSelected(selected != null && box.part().id().equals(selected.id()));
            box.markDifferent(
                    model.differentProperty().get().contains(box.part().id()));
        });
    }
}
