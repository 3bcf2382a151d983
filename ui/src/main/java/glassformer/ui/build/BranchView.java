package glassformer.ui.build;

import glassformer.blueprint.NormPlacement;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.shape.ArcTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Polygon;

/// A residual branch: norm and body in the middle, the way past them on the left, joined by a plus sign.
final class BranchView extends VBox {
    private static final double FORK = 7;
    private static final double SKIP_X = 14;
    private static final double RADIUS = 8;

    private final Path skip = new Path();
    private final Polygon head = new Polygon(0, -4, 0, 4, 6.4, 0);
    private final Label plus = new Label("+");

    BranchView(NormPlacement placement, Node norm, Node body, String shape) {
        getStyleClass().add("branch");
        plus.getStyleClass().add("branch-plus");
        skip.getStyleClass().add("flow-line");
        head.getStyleClass().add("flow-head");
        skip.setManaged(false);
        head.setManaged(false);
        skip.setMouseTransparent(true);
        switch (placement) {
            case PRE ->
                getChildren().addAll(new FlowArrow(""), norm, new FlowArrow(shape), body, new FlowArrow(shape), plus);
            case POST ->
                getChildren().addAll(new FlowArrow(""), body, new FlowArrow(shape), plus, new FlowArrow(shape), norm);
        }
        getChildren().addAll(skip, head);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double middle = Math.floor(plus.getLayoutX() + plus.getWidth() / 2) + 0.5;
        double join = Math.floor(plus.getLayoutY() + plus.getHeight() / 2) + 0.5;
        double end = plus.getLayoutX() - 1;
        double x = SKIP_X + 0.5;
        double fork = FORK + 0.5;
        skip.getElements()
                .setAll(
                        new MoveTo(middle, fork),
                        new LineTo(x + RADIUS, fork),
                        new ArcTo(RADIUS, RADIUS, 0, x, fork + RADIUS, false, false),
                        new LineTo(x, join - RADIUS),
                        new ArcTo(RADIUS, RADIUS, 0, x + RADIUS, join, false, false),
                        new LineTo(end - 4, join));
        head.setLayoutX(end - 6.4);
        head.setLayoutY(join);
    }
}
