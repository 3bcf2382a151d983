package glassformer.ui.chart;

import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/// Mouse and keys of a [CurveChart].
final class CurveChartInput {
    private static final double ZOOM_STEP = 0.8;
    private static final double LEAST_DRAG = 6;
    /// Of the stretch in view, for each turn of the wheel or press of a key.
    private static final double PAN_STEP = 0.1;

    private final CurveChart chart;
    private final Canvas canvas;
    private double pressedAt = Double.NaN;
    private @Nullable Grip grip;

    /// Where the plot is held while it is moved, and the stretch that was in view then.
    private record Grip(double at, Extent view) {}

    CurveChartInput(CurveChart chart, Canvas canvas) {
        this.chart = chart;
        this.canvas = canvas;
    }

    void install() {
        canvas.setOnMouseMoved(this::moved);
        canvas.setOnMouseExited(event -> chart.clearReadout());
        canvas.setOnMousePressed(event -> {
            chart.requestFocus();
            Plot plot = chart.plot();
            boolean inside = plot != null && plot.contains(event.getX(), event.getY());
            boolean pans = event.getButton() == MouseButton.MIDDLE
                    || event.getButton() == MouseButton.PRIMARY && event.isShiftDown();
            grip = inside && pans ? new Grip(event.getX(), chart.xRange()) : null;
            pressedAt = inside && !pans && event.getButton() == MouseButton.PRIMARY ? event.getX() : Double.NaN;
            // A scroll pane around this would take the focus, and with it the arrow keys.
            event.consume();
        });
        canvas.setOnMouseDragged(event -> {
            if (grip == null) chart.markDrag(band(event));
            else drag(grip, event.getX());
        });
        canvas.setOnMouseReleased(event -> {
            if (grip != null) drag(grip, event.getX());
            Extent band = band(event);
            chart.markDrag(null);
            pressedAt = Double.NaN;
            grip = null;
            if (band != null) chart.zoomTo(band);
        });
        canvas.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && event.isStillSincePress())
                chart.viewProperty().set(null);
        });
        canvas.setOnScroll(this::scrolled);
        chart.setOnKeyPressed(this::keyPressed);
    }

    private void moved(MouseEvent event) {
        Plot plot = chart.plot();
        if (plot != null && plot.contains(event.getX(), event.getY())) chart.readAt(plot.x(event.getX()));
        else chart.clearReadout();
    }

    private @Nullable Extent band(MouseEvent event) {
        Plot plot = chart.plot();
        if (plot == null || Double.isNaN(pressedAt) || Math.abs(event.getX() - pressedAt) < LEAST_DRAG) return null;
        double end = Math.clamp(event.getX(), plot.left(), plot.right());
        return new Extent(plot.x(Math.min(pressedAt, end)), plot.x(Math.max(pressedAt, end)));
    }

    /// What lay under the mouse when it was pressed stays under it.
    private void drag(Grip held, double to) {
        Plot plot = chart.plot();
        if (plot == null) return;
        chart.clearReadout();
        double moved = (held.at() - to) / plot.width() * held.view().length();
        chart.panTo(new Extent(held.view().low() + moved, held.view().high() + moved));
    }

    private void pan(double share) {
        Extent range = chart.xRange();
        double moved = share * range.length();
        chart.panTo(new Extent(range.low() + moved, range.high() + moved));
    }

    /// Sideways (a touchpad, or the wheel with Shift) pans, otherwise it zooms.
    private void scrolled(ScrollEvent event) {
        Plot plot = chart.plot();
        if (plot == null) return;
        if (Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            drag(new Grip(0, chart.xRange()), event.getDeltaX());
            event.consume();
            return;
        }
        if (event.getDeltaY() == 0) return;
        zoom(plot.x(Math.clamp(event.getX(), plot.left(), plot.right())), event.getDeltaY() > 0);
        event.consume();
    }

    private void zoom(double around, boolean in) {
        double factor = in ? ZOOM_STEP : 1 / ZOOM_STEP;
        Extent range = chart.xRange();
        chart.zoomTo(new Extent(around - (around - range.low()) * factor, around + (range.high() - around) * factor));
    }

    private void keyPressed(KeyEvent event) {
        if (chart.plot() == null || event.isShortcutDown() || event.isAltDown()) return;
        Extent range = chart.xRange();
        double middle = (range.low() + range.high()) / 2;
        Readout readout = chart.readoutProperty().get();
        double centre = readout == null ? middle : readout.x();
        switch (event.getCode()) {
            case PAGE_UP -> pan(-1);
            case PAGE_DOWN -> pan(1);
            case LEFT -> sideways(event, range, readout, -1);
            case RIGHT -> sideways(event, range, readout, 1);
            case PLUS, EQUALS, ADD -> zoom(centre, true);
            case MINUS, SUBTRACT -> zoom(centre, false);
            case HOME, DIGIT0 -> chart.viewProperty().set(null);
            case ESCAPE -> chart.clearReadout();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void sideways(KeyEvent event, Extent range, @Nullable Readout readout, int direction) {
        if (event.isShiftDown()) pan(direction * PAN_STEP);
        else step(range, readout, direction);
    }

    /// To the next point of any series, but at least a pixel, so that a key held down crosses a long curve.
    private void step(Extent range, @Nullable Readout readout, int direction) {
        if (readout == null) {
            chart.readAt(direction > 0 ? range.low() : range.high());
            return;
        }
        Plot plot = chart.plot();
        if (plot == null) return;
        double pixel = range.length() / plot.width() * direction;
        double from = readout.x() + pixel;
        double best = Double.NaN;
        for (CurveSeries s : chart.shown()) {
            Curve curve = s.curve();
            int index = direction > 0 ? curve.indexAtOrAfter(from) : curve.indexAtOrAfter(Math.nextUp(from)) - 1;
            if (index < 0 || index >= curve.size()) continue;
            double x = curve.x(index);
            if (Double.isNaN(best) || Math.abs(x - from) < Math.abs(best - from)) best = x;
        }
        if (!Double.isNaN(best)) chart.readAt(best);
    }
}
