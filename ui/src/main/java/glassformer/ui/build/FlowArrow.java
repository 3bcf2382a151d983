package glassformer.ui.build;

import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;

/// A short line downwards with the shape of what flows along it.
final class FlowArrow extends Region {
    private static final double HEIGHT = 26;
    private static final double HEAD = 4;

    private final Line line = new Line();
    private final Polygon head = new Polygon(-HEAD, -HEAD * 1.6, HEAD, -HEAD * 1.6, 0, 0);
    private final Label label;

    FlowArrow(String shape) {
        label = new Label(shape);
        label.getStyleClass().add("flow-shape");
        line.getStyleClass().add("flow-line");
        head.getStyleClass().add("flow-head");
        getChildren().addAll(line, head, label);
        setMouseTransparent(true);
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected void layoutChildren() {
        // Half a pixel keeps the hairline sharp.
        double x = Math.floor(getWidth() / 2) + 0.5;
        line.setStartX(x);
        line.setEndX(x);
        line.setStartY(0);
        line.setEndY(getHeight() - HEAD);
        head.relocate(x - HEAD, getHeight() - HEAD * 1.6);
        double labelHeight = label.prefHeight(-1);
        layoutInArea(
                label,
                x + 10,
                Math.round((getHeight() - labelHeight) / 2),
                Math.max(0, getWidth() - x - 10),
                labelHeight,
                0,
                javafx.geometry.HPos.LEFT,
                VPos.CENTER);
    }
}
