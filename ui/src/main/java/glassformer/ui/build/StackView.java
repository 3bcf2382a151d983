package glassformer.ui.build;

import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The blocks: one drawn for all, with how often it comes; or all of them as rows, one of them open.
final class StackView extends VBox {
    private final Texts texts;
    private final Format format;
    private final DiagramState model;
    private final Function<Diagram.Part, PartBox> boxes;
    private final Diagram.Side side;

    StackView(Diagram.Stack stack, Texts texts, DiagramState model, Function<Diagram.Part, PartBox> boxes) {
        this.texts = texts;
        this.format = texts.format();
        this.model = model;
        this.boxes = boxes;
        this.side = stack.side();
        getStyleClass().add("stack");
        List<Diagram.Block> blocks = stack.blocks();
        int open = model.openBlock(side).get();
        if (open == DiagramState.STACKED) {
            getStyleClass().add(blocks.size() > 1 ? "stack-many" : "stack-one");
            getChildren().addAll(header(blocks, true), content(blocks.getFirst()));
        } else {
            getStyleClass().add("stack-one");
            getChildren().add(header(blocks, false));
            for (Diagram.Block block : blocks) {
                getChildren().add(row(block, block.index() == open));
                if (block.index() == open) getChildren().add(content(block));
            }
        }
    }

    private Node header(List<Diagram.Block> blocks, boolean stacked) {
        long each = blocks.getFirst().part().parameters();
        var title = new Label(texts.get("build.stack", blocks.size()));
        title.getStyleClass().add("stack-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        String count = blocks.size() == 1
                ? format.count(each)
                : texts.get("build.stack.parameters", format.count(each), format.count((double) each * blocks.size()));
        var parameters = new Label(count);
        parameters.getStyleClass().add("part-count");
        parameters.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var header = new HBox(title, gap, parameters);
        header.getStyleClass().add("stack-header");
        if (blocks.size() > 1) {
            String text = texts.get(stacked ? "build.stack.expand" : "build.stack.collapse", blocks.size());
            var toggle = new Button(null, new FontIcon(stacked ? Feather.MAXIMIZE_2 : Feather.MINIMIZE_2));
            toggle.setId(side == Diagram.Side.TRUNK ? "stack-toggle" : "encoder-stack-toggle");
            toggle.getStyleClass().addAll("button-icon", "flat", "small-icon");
            toggle.setAccessibleText(text);
            toggle.setTooltip(new javafx.scene.control.Tooltip(text));
            toggle.setOnAction(event -> model.openBlock(side).set(stacked ? 0 : DiagramState.STACKED));
            header.getChildren().add(toggle);
        }
        return header;
    }

    private Node row(Diagram.Block block, boolean open) {
        PartBox box = boxes.apply(block.part());
        box.setOnAction(event -> {
            model.selectedProperty().set(block.part());
            model.openBlock(side).set(block.index());
        });
        if (open) box.getStyleClass().add("block-open");
        VBox.setMargin(box, new javafx.geometry.Insets(block.index() == 0 ? 4 : 0, 0, 4, 0));
        return box;
    }

    private Node content(Diagram.Block block) {
        var content = new VBox();
        content.getStyleClass().add("block-content");
        for (Diagram.Branch branch : block.branches()) {
            content.getChildren()
                    .add(new BranchView(
                            branch.placement(),
                            boxes.apply(branch.norm()),
                            boxes.apply(branch.body()),
                            branch.body().output()));
        }
        return content;
    }
}
