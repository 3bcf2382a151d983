package glassformer.ui.chart;

import glassformer.ui.common.OncePerPulse;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// A line chart of several curves that keeps up with training.
///
/// Drawn on a canvas, at most once a pulse and only after a change. The mouse reads values, the wheel zooms around
/// it, a drag zooms to a stretch of x, a double click shows everything again; a drag with Shift or the middle button
/// and a wheel that turns sideways pan. The arrow keys move the crosshair, with Shift they pan, Page Up and Page Down
/// pan
/// by what is in view, + and − zoom, Home resets. While nothing is zoomed the view follows the growing curves; y always
// fits what is in view.
public final class CurveChart extends Region implements SavedChart {
    private final Texts texts;
    private final CurvePainter painter;
    private final ReadoutPainter readoutPainter;
    private final Canvas canvas = new Canvas();
    private final Canvas overlay = new Canvas();
    private final Label emptyLabel = new Label();
    private final ObservableList<CurveSeries> series = FXCollections.observableArrayList();
    private final ObservableSet<CurveSeries> hidden = FXCollections.observableSet();
    private final CurveLegend legend;
    private final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(this, "palette");
    private final StringProperty xName = new SimpleStringProperty(this, "xName", "");
    private final StringProperty emptyText = new SimpleStringProperty(this, "emptyText");
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic", false);
    private final DoubleProperty smoothing = new SimpleDoubleProperty(this, "smoothing", 0);
    private final ObjectProperty<@Nullable Extent> view = new SimpleObjectProperty<>(this, "view");
    private final DoubleProperty marker = new SimpleDoubleProperty(this, "marker", Double.NaN);
    private final ReadOnlyObjectWrapper<@Nullable Readout> readout = new ReadOnlyObjectWrapper<>(this, "readout");
    private final Map<Curve, Smoothing> smoothed = new HashMap<>();
    private final OncePerPulse redraw = new OncePerPulse(this::draw);
    private final InvalidationListener changed = observable -> redraw.request();
    private final WeakInvalidationListener weakChanged = new WeakInvalidationListener(changed);
    private @Nullable Plot plot;
    private @Nullable Extent dragged;

    /// @param xName what x counts, for example "step"
    public CurveChart(Texts texts, ObservableValue<Palette> palette, String xName) {
        this.texts = texts;
        this.painter = new CurvePainter(texts.format());
        this.readoutPainter = new ReadoutPainter(texts.format());
        this.legend = new CurveLegend(texts, hidden);
        this.xName.set(xName);
        this.emptyText.set(texts.get("chart.empty"));
        this.palette.bind(palette);
        getStyleClass().addAll("picture", "curve-chart");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        overlay.setMouseTransparent(true);
        List.of(canvas, overlay, emptyLabel).forEach(node -> node.setManaged(false));
        emptyLabel.getStyleClass().add("empty-state");
        emptyLabel.textProperty().bind(emptyText);
        emptyLabel.setMouseTransparent(true);
        getChildren().addAll(legend, canvas, overlay, emptyLabel);
        for (var property : List.of(this.palette, this.xName, logarithmic, smoothing, view)) {
            property.addListener(changed);
        }
        this.palette.addListener(observable -> showLegend());
        hidden.addListener((SetChangeListener<CurveSeries>) change -> redraw.request());
        series.addListener(this::seriesChanged);
        readout.addListener(observable -> drawOverlay());
        marker.subscribe(x -> drawOverlay());
        new CurveChartInput(this, canvas).install();
        showLegend();
    }

    /// The curves, in the order of the legend.
    public ObservableList<CurveSeries> series() {
        return series;
    }

    /// The series that the person switched off.
    public ObservableSet<CurveSeries> hiddenSeries() {
        return hidden;
    }

    /// The sentence in place of a chart without points.
    public StringProperty emptyTextProperty() {
        return emptyText;
    }

    /// Whether y is logarithmic; values of zero and below are then out of the picture.
    public BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    /// Weight of the past in a moving average, from 0 (as recorded) to less than 1; the recorded curve stays, faint.
    /// Series with marked points are not smoothed.
    public DoubleProperty smoothingProperty() {
        return smoothing;
    }

    /// The stretch of x in view; null shows everything and follows the curves.
    public ObjectProperty<@Nullable Extent> viewProperty() {
        return view;
    }

    /// The x at which a line stands, such as that of what is shown elsewhere; NaN for none.
    public DoubleProperty markerProperty() {
        return marker;
    }

    /// The values under the crosshair; null when there is none.
    public ReadOnlyObjectProperty<@Nullable Readout> readoutProperty() {
        return readout.getReadOnlyProperty();
    }

    /// What is shown, to be written to a file; without points there is no plot.
    @Override
    public Optional<CurvePicture> picture() {
        redraw.runNow();
        Plot where = plot;
        if (where == null) return Optional.empty();
        var names = shown().stream()
                .map(s -> new CurvePicture.Entry(s.name(), colour(s), s.dashed()))
                .toList();
        return Optional.of(new CurvePicture(
                canvas.getWidth(), canvas.getHeight(), where, xName.get(), strokes(), names, palette.get()));
    }

    @Override
    public CurvePainter painter() {
        return painter;
    }

    /// Writes the shown curves over the stretch in view, smoothed ones beside them, as CSV.
    @Override
    public void writeCsv(Appendable out) throws IOException {
        var columns = new ArrayList<CurveCsv.Column>();
        for (CurveSeries s : shown()) {
            columns.add(new CurveCsv.Column(s.name(), s.curve()));
            Curve average = average(s);
            if (average != null) columns.add(new CurveCsv.Column(texts.get("chart.smoothed", s.name()), average));
        }
        CurveCsv.write(out, xName.get(), columns, xRange());
    }

    /// Moves the crosshair to the points nearest to `x`.
    public void readAt(double x) {
        double nearest = Double.NaN;
        for (CurveSeries s : shown()) {
            if (s.curve().isEmpty()) continue;
            double candidate = s.curve().x(s.curve().nearestIndex(x));
            if (Double.isNaN(nearest) || Math.abs(candidate - x) < Math.abs(nearest - x)) nearest = candidate;
        }
        if (Double.isNaN(nearest)) {
            readout.set(null);
            return;
        }
        var entries = new ArrayList<Readout.Entry>();
        for (CurveSeries s : shown()) {
            Curve curve = s.curve();
            if (curve.isEmpty()) continue;
            int index = curve.nearestIndex(nearest);
            Curve average = average(s);
            entries.add(
                    new Readout.Entry(s, curve.x(index), curve.y(index), average == null ? null : average.y(index)));
        }
        readout.set(new Readout(nearest, entries));
    }

    /// Removes the crosshair.
    public void clearReadout() {
        readout.set(null);
    }

    /// Shows the stretch of x, or everything when it is no smaller than everything.
    public void zoomTo(Extent xs) {
        Extent all = allX();
        double low = Math.max(xs.low(), all.low());
        double high = Math.min(xs.high(), all.high());
        boolean everything = low <= all.low() && high >= all.high();
        view.set(everything || !(low < high) ? null : new Extent(low, high));
    }

    /// Shows a stretch of the same length as near to `xs` as the curves reach.
    public void panTo(Extent xs) {
        if (view.get() == null) return;
        Extent all = allX();
        double length = Math.min(xs.length(), all.length());
        double low = Math.clamp(xs.low(), all.low(), all.high() - length);
        view.set(new Extent(low, low + length));
    }

    /// What the last drawing cost, for tests: corners over all curves.
    int drawnCorners() {
        return painter.corners();
    }

    @Nullable
    Plot plot() {
        return plot;
    }

    boolean redrawPending() {
        return redraw.isPending();
    }

    /// Draws without waiting for the pulse.
    void redrawNow() {
        redraw.runNow();
    }

    /// All of x, in view or not.
    Extent allX() {
        return shown().stream().map(s -> s.curve().xExtent()).reduce(Extent.EMPTY, Extent::and);
    }

    /// The stretch of x in view.
    Extent xRange() {
        Extent zoomed = view.get();
        return zoomed == null ? allX() : zoomed;
    }

    List<CurveSeries> shown() {
        return series.stream().filter(s -> !hidden.contains(s)).toList();
    }

    /// The band that a drag has marked so far, in x values.
    void markDrag(@Nullable Extent band) {
        dragged = band;
        drawOverlay();
    }

    private void seriesChanged(ListChangeListener.Change<? extends CurveSeries> change) {
        while (change.next()) {
            change.getRemoved().forEach(s -> {
                s.curve().versionProperty().removeListener(weakChanged);
                smoothed.remove(s.curve());
                hidden.remove(s);
            });
            change.getAddedSubList().forEach(s -> s.curve().versionProperty().addListener(weakChanged));
        }
        showLegend();
        redraw.request();
    }

    private void showLegend() {
        legend.show(series, this::colour);
        requestLayout();
    }

    private Color colour(CurveSeries s) {
        Color fixed = s.colour();
        return fixed != null ? fixed : palette.get().seriesColour(series.indexOf(s));
    }

    private @Nullable Curve average(CurveSeries s) {
        double weight = smoothing.get();
        // A moving average over a few far-apart measurements would only lag behind them.
        if (weight <= 0 || s.points()) return null;
        var current = smoothed.get(s.curve());
        if (current == null || current.weight() != weight) {
            current = new Smoothing(s.curve(), Math.min(weight, 0.9999));
            smoothed.put(s.curve(), current);
        }
        return current.curve();
    }

    private void draw() {
        // Reading the versions makes the curves report their next change.
        series.forEach(s -> s.curve().versionProperty().get());
        List.of(palette, xName, view).forEach(ObservableValue::getValue);
        if (canvas.getWidth() < 40 || canvas.getHeight() < 40) return;
        Extent xs = xRange();
        emptyLabel.setVisible(xs.isEmpty());
        if (xs.isEmpty()) {
            plot = null;
            canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
            drawOverlay();
            return;
        }
        Axis xAxis = Axis.around(xs, false, 0);
        Axis yAxis = Axis.around(yRange(xs), logarithmic.get(), 0.06);
        Plot next = painter.layout(canvas.getWidth(), canvas.getHeight(), xAxis, yAxis, xName.get());
        plot = next;
        painter.paint(canvas.getGraphicsContext2D(), next, xName.get(), strokes(), palette.get());
        drawOverlay();
    }

    private List<CurvePainter.Stroke> strokes() {
        var strokes = new ArrayList<CurvePainter.Stroke>();
        for (CurveSeries s : shown()) {
            Curve average = average(s);
            strokes.add(new CurvePainter.Stroke(s.curve(), colour(s), s.dashed(), s.points(), average != null));
            if (average != null) {
                strokes.add(new CurvePainter.Stroke(average, colour(s), s.dashed(), false, false));
            }
        }
        return strokes;
    }

    private Extent yRange(Extent xs) {
        Extent ys = Extent.EMPTY;
        for (CurveSeries s : shown()) {
            int from = s.curve().indexAtOrAfter(xs.low());
            int to = s.curve().indexAtOrAfter(Math.nextUp(xs.high()));
            ys = ys.and(
                    logarithmic.get()
                            ? s.curve().positiveExtent(from, to)
                            : s.curve().yExtent(from, to));
        }
        return ys;
    }

    private void drawOverlay() {
        var g = overlay.getGraphicsContext2D();
        g.clearRect(0, 0, overlay.getWidth(), overlay.getHeight());
        Readout values = readout.get();
        Plot where = plot;
        if (where == null) return;
        mark(g, where);
        Extent band = dragged;
        if (band != null) {
            g.setFill(palette.get().seriesColour(0).deriveColor(0, 1, 1, 0.18));
            g.fillRect(where.px(band.low()), where.top(), where.px(band.high()) - where.px(band.low()), where.height());
        } else if (values != null
                && where.xAxis().fraction(values.x()) >= 0
                && where.xAxis().fraction(values.x()) <= 1) {
            readoutPainter.paint(g, where, xName.get(), values, this::colour, palette.get());
        }
    }

    private void mark(GraphicsContext g, Plot where) {
        double fraction = where.xAxis().fraction(marker.get());
        if (!(fraction >= 0 && fraction <= 1)) return;
        double x = Math.floor(where.px(marker.get())) + 0.5;
        g.setStroke(palette.get().selection());
        g.setLineWidth(1.5);
        g.strokeLine(x, where.top(), x, where.bottom());
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double legendHeight = legend.isManaged() ? legend.prefHeight(width) : 0;
        legend.resizeRelocate(0, 0, width, legendHeight);
        double top = Math.ceil(legendHeight);
        double height = Math.max(0, getHeight() - top);
        boolean resized = canvas.getWidth() != width || canvas.getHeight() != height;
        for (Canvas c : List.of(canvas, overlay)) {
            c.setWidth(width);
            c.setHeight(height);
            c.relocate(0, top);
        }
        emptyLabel.resizeRelocate(0, top, width, height);
        // Drawing here, not a pulse later, spares a flash of the cleared canvas.
        if (resized || redraw.isPending()) redraw.runNow();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 480;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 280;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 160;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 120;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT
                ? CurveSummary.of(texts, xName.get(), shown())
                : super.queryAccessibleAttribute(attribute, parameters);
    }
}
