package glassformer.ui.inspect;

import glassformer.ui.common.OncePerPulse;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// A histogram as bars between its smallest and largest value, with a line at 0. A bar's height follows the root of
/// its count, so that the few values far out are seen.
final class HistogramView extends Region {
    private static final double FOOTER = 16;

    private final Texts texts;
    private final ObservableValue<Palette> palette;
    private final Canvas canvas = new Canvas();
    private final Tooltip tip = new Tooltip();
    private final OncePerPulse redraw = new OncePerPulse(this::draw);
    private final double min;
    private final double max;
    private final List<Long> counts;

    HistogramView(double min, double max, List<Long> counts, Texts texts, ObservableValue<Palette> palette) {
        this.min = min;
        this.max = max;
        this.counts = List.copyOf(counts);
        this.texts = texts;
        this.palette = palette;
        canvas.setManaged(false);
        getChildren().add(canvas);
        getStyleClass().add("picture");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        palette.subscribe(redraw::request);
        Tooltip.install(this, tip);
        setOnMouseMoved(event -> tip.setText(bar((int) (event.getX() / getWidth() * counts.size()))));
    }

    private double low() {
        return min == max ? min - 1 : min;
    }

    private double width() {
        return (min == max ? 2 : max - min) / counts.size();
    }

    private String bar(int index) {
        int bin = Math.clamp(index, 0, counts.size() - 1);
        return texts.get(
                "inspect.activations.bar",
                texts.format().whole(counts.get(bin)),
                texts.format().cell(low() + bin * width()),
                texts.format().cell(low() + (bin + 1) * width()));
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        double height = canvas.getHeight() - FOOTER;
        if (height < 10 || canvas.getWidth() < 40) return;
        Palette colours = palette.getValue();
        double each = canvas.getWidth() / counts.size();
        double most =
                Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
        g.setFill(colours.seriesColour(0));
        for (int i = 0; i < counts.size(); i++) {
            double high = Math.sqrt(counts.get(i) / most) * height;
            g.fillRect(i * each, height - high, Math.max(1, each - 1), high);
        }
        g.setStroke(colours.axis());
        g.strokeLine(0, height + 0.5, canvas.getWidth(), height + 0.5);
        double zero = -low() / (width() * counts.size()) * canvas.getWidth();
        if (zero > 0 && zero < canvas.getWidth()) {
            g.setStroke(colours.selection());
            g.strokeLine(zero, 0, zero, height);
        }
        g.setFill(colours.mutedText());
        g.setFont(Font.font(11));
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(texts.format().cell(min), 0, canvas.getHeight() - 4);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(texts.format().cell(max), canvas.getWidth(), canvas.getHeight() - 4);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        redraw.runNow();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 84;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 200;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute != AccessibleAttribute.TEXT) return super.queryAccessibleAttribute(attribute, parameters);
        return texts.get(
                "inspect.activations.summary",
                texts.format().cell(min),
                texts.format().cell(max));
    }
}
