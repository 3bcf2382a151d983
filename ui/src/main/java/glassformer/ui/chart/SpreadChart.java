package glassformer.ui.chart;

import glassformer.ui.common.OncePerPulse;
import glassformer.ui.common.PixelImage;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Histograms over time as one picture: x is the step, y the value, and the more of a step's values lie at a place the
/// stronger its colour. Each histogram reaches to halfway between its neighbours.
public final class SpreadChart extends Region implements SavedChart {
    private final Texts texts;
    private final CurvePainter painter;
    private final Canvas canvas = new Canvas();
    private final Label emptyLabel = new Label();
    private final ObjectProperty<List<SpreadColumn>> columns = new SimpleObjectProperty<>(this, "columns", List.of());
    private final StringProperty xName = new SimpleStringProperty(this, "xName", "");
    private final ObservableValue<Palette> palette;
    private final OncePerPulse redraw = new OncePerPulse(this::draw);
    private @Nullable PixelImage image;

    public SpreadChart(Texts texts, ObservableValue<Palette> palette, String xName) {
        this.texts = texts;
        this.painter = new CurvePainter(texts.format());
        this.palette = palette;
        this.xName.set(xName);
        getStyleClass().addAll("picture", "spread-chart");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        emptyLabel.getStyleClass().add("empty-state");
        emptyLabel.setWrapText(true);
        List.of(canvas, emptyLabel).forEach(node -> node.setManaged(false));
        getChildren().addAll(canvas, emptyLabel);
        palette.subscribe(redraw::request);
        columns.subscribe(redraw::request);
    }

    /// In the order of their x.
    public ObjectProperty<List<SpreadColumn>> columnsProperty() {
        return columns;
    }

    /// The sentence in place of a picture without columns.
    public StringProperty emptyTextProperty() {
        return emptyLabel.textProperty();
    }

    private void draw() {
        var g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        List<SpreadColumn> shown = columns.get();
        emptyLabel.setVisible(shown.isEmpty());
        if (shown.isEmpty() || canvas.getWidth() < 40 || canvas.getHeight() < 40) return;
        Plot plot = plot(shown);
        painter.paint(g, plot, xName.get(), List.of(), palette.getValue());
        var target = PixelImage.sized(image, (int) plot.width(), (int) plot.height());
        image = target;
        paint(target, plot, shown, palette.getValue());
        g.drawImage(target.image(), plot.left() + 1, plot.top());
    }

    private Plot plot(List<SpreadColumn> shown) {
        Axis yAxis = Axis.around(values(shown), false, 0.02);
        double first = shown.getFirst().x();
        double last = shown.getLast().x();
        Axis xAxis = first < last ? new Axis(first, last, false) : new Axis(first - 1, last + 1, false);
        return painter.layout(canvas.getWidth(), canvas.getHeight(), xAxis, yAxis, xName.get());
    }

    /// The root, so that the few values far out are seen beside the many in the middle.
    private static int colour(double share, Palette palette) {
        return palette.heat().argb((float) (0.08 + 0.92 * Math.sqrt(share)), 0, 1);
    }

    @Override
    public void writeCsv(Appendable out) throws IOException {
        SpreadFiles.writeCsv(out, xName.get(), texts, columns.get());
    }

    @Override
    public Optional<CurvePicture> picture() {
        List<SpreadColumn> shown = columns.get();
        if (shown.isEmpty()) return Optional.empty();
        Plot plot = plot(shown);
        Palette colours = palette.getValue();
        return Optional.of(new CurvePicture(
                canvas.getWidth(),
                canvas.getHeight(),
                plot,
                xName.get(),
                List.of(),
                List.of(),
                SpreadFiles.tiles(plot, shown, share -> colour(share, colours)),
                colours));
    }

    @Override
    public CurvePainter painter() {
        return painter;
    }

    private static void paint(PixelImage target, Plot plot, List<SpreadColumn> shown, Palette palette) {
        int column = 0;
        for (int px = 0; px < target.width(); px++) {
            double x = plot.x(plot.left() + px + 0.5);
            while (column + 1 < shown.size()
                    && Math.abs(shown.get(column + 1).x() - x)
                            <= Math.abs(shown.get(column).x() - x)) column++;
            for (int py = 0; py < target.height(); py++) {
                double value = plot.yAxis().value(1 - (py + 0.5) / target.height());
                double share = shown.get(column).share(value);
                if (share > 0) {
                    target.pixels()[py * target.width() + px] = colour(share, palette);
                }
            }
        }
    }

    private static Extent values(List<SpreadColumn> shown) {
        return shown.stream()
                .map(column -> new Extent(column.min(), column.max()))
                .reduce(Extent.EMPTY, Extent::and);
    }

    @Override
    protected void layoutChildren() {
        boolean resized = canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight();
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        emptyLabel.resizeRelocate(0, 0, getWidth(), getHeight());
        if (resized || redraw.isPending()) redraw.runNow();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 240;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 100;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute != AccessibleAttribute.TEXT) return super.queryAccessibleAttribute(attribute, parameters);
        List<SpreadColumn> shown = columns.get();
        if (shown.isEmpty()) return emptyLabel.getText();
        Extent all = values(shown);
        return texts.get(
                "chart.spread.summary",
                texts.format().number(shown.getFirst().x()),
                texts.format().number(shown.getLast().x()),
                texts.format().number(all.low()),
                texts.format().number(all.high()));
    }
}
