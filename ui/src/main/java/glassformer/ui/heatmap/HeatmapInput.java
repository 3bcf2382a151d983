package glassformer.ui.heatmap;

import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/// Mouse and keys of a [HeatmapView].
final class HeatmapInput {
    private static final double ZOOM_STEP = 0.8;

    private final HeatmapView view;
    private final Canvas canvas;
    private double lastX;
    private double lastY;

    HeatmapInput(HeatmapView view, Canvas canvas) {
        this.view = view;
        this.canvas = canvas;
    }

    void install() {
        canvas.setOnMouseMoved(event -> view.setReadout(cellAt(event)));
        canvas.setOnMouseExited(event -> view.setReadout(null));
        canvas.setOnMousePressed(event -> {
            view.requestFocus();
            lastX = event.getX();
            lastY = event.getY();
            // A scroll pane around this would take the focus, and with it the arrow keys.
            event.consume();
        });
        canvas.setOnMouseDragged(this::dragged);
        canvas.setOnMouseClicked(event -> {
            if (event.getButton() != MouseButton.PRIMARY || !event.isStillSincePress()) return;
            if (event.getClickCount() == 2) view.showAll();
            else if (cellAt(event) != null) view.selectionProperty().set(cellAt(event));
        });
        canvas.setOnScroll(this::scrolled);
        view.setOnKeyPressed(this::keyPressed);
    }

    private @Nullable Cell cellAt(MouseEvent event) {
        HeatmapLayout layout = view.cells();
        return layout == null ? null : layout.cellAt(event.getX(), event.getY());
    }

    private void dragged(MouseEvent event) {
        HeatmapLayout layout = view.cells();
        Cells matrix = view.matrixProperty().get();
        if (layout == null || matrix == null || layout.window().isAll(matrix)) return;
        double rows = (lastY - event.getY()) / layout.cellHeight();
        double columns = (lastX - event.getX()) / layout.cellWidth();
        view.setWindow(layout.window().moved(matrix, rows, columns));
        lastX = event.getX();
        lastY = event.getY();
    }

    private void scrolled(ScrollEvent event) {
        HeatmapLayout layout = view.cells();
        Cells matrix = view.matrixProperty().get();
        if (layout == null || matrix == null || event.getDeltaY() == 0) return;
        zoom(layout.window(), matrix, event.getDeltaY() > 0, layout.row(event.getY()), layout.column(event.getX()));
        event.consume();
    }

    private void zoom(Window window, Cells matrix, boolean in, double row, double column) {
        view.setWindow(window.scaled(matrix, in ? ZOOM_STEP : 1 / ZOOM_STEP, row, column));
    }

    private void keyPressed(KeyEvent event) {
        HeatmapLayout layout = view.cells();
        Cells matrix = view.matrixProperty().get();
        if (layout == null || matrix == null || event.isShortcutDown() || event.isAltDown()) return;
        Window w = layout.window();
        Cell chosen = view.selectionProperty().get();
        double row = chosen == null ? w.row() + w.rows() / 2 : chosen.row() + 0.5;
        double column = chosen == null ? w.column() + w.columns() / 2 : chosen.column() + 0.5;
        switch (event.getCode()) {
            case UP -> select(matrix, chosen, -1, 0);
            case DOWN -> select(matrix, chosen, 1, 0);
            case LEFT -> select(matrix, chosen, 0, -1);
            case RIGHT -> select(matrix, chosen, 0, 1);
            case PLUS, EQUALS, ADD -> zoom(w, matrix, true, row, column);
            case MINUS, SUBTRACT -> zoom(w, matrix, false, row, column);
            case HOME, DIGIT0 -> view.showAll();
            case ESCAPE -> view.selectionProperty().set(null);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void select(Cells matrix, @Nullable Cell from, int rows, int columns) {
        if (from == null) {
            view.selectionProperty().set(new Cell(0, 0));
            return;
        }
        view.selectionProperty()
                .set(new Cell(
                        Math.clamp(from.row() + rows, 0, matrix.rows() - 1),
                        Math.clamp(from.column() + columns, 0, matrix.columns() - 1)));
    }
}
