package glassformer.ui.build;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Polygon;

/// Several heads side by side: one line comes down from the trunk and forks to each of them.
final class HeadsView extends Region {
    private static final double FORK = 30;
    private static final double GAP = 12;
    private static final double HEAD = 4;

    private final List<? extends Region> columns;
    private final Path lines = new Path();
    private final List<Polygon> arrows;
    private final Label shape;

    HeadsView(String shape, List<? extends Region> columns) {
        this.columns = columns;
        this.shape = new Label(shape);
        this.shape.getStyleClass().add("flow-shape");
        this.arrows = columns.stream()
                .map(column -> new Polygon(-HEAD, -HEAD * 1.6, HEAD, -HEAD * 1.6, 0, 0))
                .toList();
        lines.getStyleClass().add("flow-line");
        arrows.forEach(arrow -> arrow.getStyleClass().add("flow-head"));
        getChildren().addAll(lines, this.shape);
        getChildren().addAll(arrows);
        getChildren().addAll(columns);
    }

    @Override
    protected double computePrefWidth(double height) {
        return columns.stream().mapToDouble(column -> column.prefWidth(-1)).sum() + GAP * (columns.size() - 1);
    }

    @Override
    protected double computeMinWidth(double height) {
        return columns.stream().mapToDouble(column -> column.minWidth(-1)).sum() + GAP * (columns.size() - 1);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = columnWidth(width < 0 ? prefWidth(-1) : width);
        return FORK
                + columns.stream()
                        .mapToDouble(column -> column.prefHeight(inner))
                        .max()
                        .orElse(0);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    private double columnWidth(double width) {
        return Math.min(
                (width - GAP * (columns.size() - 1)) / columns.size(),
                columns.getFirst().prefWidth(-1));
    }

    @Override
    protected void layoutChildren() {
        double each = Math.floor(columnWidth(getWidth()));
        double used = each * columns.size() + GAP * (columns.size() - 1);
        double left = Math.floor((getWidth() - used) / 2);
        double middle = Math.floor(getWidth() / 2) + 0.5;
        double bar = 16.5;
        lines.getElements().setAll(new MoveTo(middle, 0), new LineTo(middle, bar));
        for (int i = 0; i < columns.size(); i++) {
            double x = left + i * (each + GAP);
            double centre = Math.floor(x + each / 2) + 0.5;
            lines.getElements()
                    .addAll(new MoveTo(middle, bar), new LineTo(centre, bar), new LineTo(centre, FORK - HEAD));
            arrows.get(i).relocate(centre - HEAD, FORK - HEAD * 1.6);
            Region column = columns.get(i);
            layoutInArea(column, x, FORK, each, column.prefHeight(each), 0, HPos.CENTER, VPos.TOP);
        }
        shape.resizeRelocate(middle + 10, -1, shape.prefWidth(-1), shape.prefHeight(-1));
    }
}
