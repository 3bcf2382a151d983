package glassformer.ui.build;

import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.ArcTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Polygon;

/// An encoder to the left of its decoder. A line leads from what the encoder made to every box that reads it.
final class TwoColumns extends Region {
    private static final double GAP = 40;
    private static final double RADIUS = 8;
    private static final double HEAD = 6.4;

    private final Region left;
    private final Region right;
    private final Node memory;
    private final Supplier<? extends List<? extends Node>> readers;
    private final Path line = new Path();

    TwoColumns(Region left, Region right, Node memory, Supplier<? extends List<? extends Node>> readers) {
        this.left = left;
        this.right = right;
        this.memory = memory;
        this.readers = readers;
        line.setId("memory-line");
        line.getStyleClass().add("memory-line");
        line.setMouseTransparent(true);
        getChildren().addAll(left, right, line);
    }

    @Override
    protected double computePrefWidth(double height) {
        return left.prefWidth(-1) + GAP + right.prefWidth(-1);
    }

    @Override
    protected double computeMinWidth(double height) {
        return computePrefWidth(height);
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.max(left.prefHeight(left.prefWidth(-1)), right.prefHeight(right.prefWidth(-1)));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double leftWidth = left.prefWidth(-1);
        double rightWidth = right.prefWidth(-1);
        double start = Math.max(0, Math.floor((getWidth() - leftWidth - GAP - rightWidth) / 2));
        place(left, start, leftWidth);
        place(right, start + leftWidth + GAP, rightWidth);
        // The boxes have to stand where they will be before a line can lead to them.
        left.layout();
        right.layout();
        getChildren().removeIf(Polygon.class::isInstance);
        line.getElements().clear();
        Bounds from = local(memory);
        double y = Math.floor(from.getCenterY()) + 0.5;
        double gutter = Math.floor(start + leftWidth + GAP / 2) + 0.5;
        for (Node reader : readers.get()) connect(from.getMaxX() + 4, y, gutter, local(reader));
    }

    private void connect(double x, double y, double gutter, Bounds to) {
        double target = Math.floor(to.getCenterY()) + 0.5;
        double up = target < y ? -1 : 1;
        line.getElements()
                .addAll(
                        new MoveTo(x, y),
                        new LineTo(gutter - RADIUS, y),
                        new ArcTo(RADIUS, RADIUS, 0, gutter, y + up * RADIUS, false, up > 0),
                        new LineTo(gutter, target - up * RADIUS),
                        new ArcTo(RADIUS, RADIUS, 0, gutter + RADIUS, target, false, up < 0),
                        new LineTo(to.getMinX() - HEAD, target));
        var head = new Polygon(0, -4, 0, 4, HEAD, 0);
        head.getStyleClass().add("memory-head");
        head.setMouseTransparent(true);
        head.relocate(to.getMinX() - HEAD, target - 4);
        getChildren().add(head);
    }

    private void place(Region column, double x, double width) {
        layoutInArea(column, x, 0, width, column.prefHeight(width), 0, HPos.LEFT, VPos.TOP);
    }

    private Bounds local(Node node) {
        return sceneToLocal(node.localToScene(node.getLayoutBounds()));
    }
}
