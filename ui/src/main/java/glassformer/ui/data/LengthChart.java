package glassformer.ui.data;

import glassformer.data.LengthHistogram;
import glassformer.ui.common.OncePerPulse;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.util.Collections;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// How many texts are how long, with the context length marked.
final class LengthChart extends Region {
    private static final double BOTTOM = 20;
    private static final double TOP = 20;
    private static final double SIDE = 6;

    private final Texts texts;
    private final Font font = Font.font(11);
    private final Canvas canvas = new Canvas();
    private final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(this, "palette");
    private final OncePerPulse redraw = new OncePerPulse(this::draw);
    private @Nullable Lengths lengths;

    LengthChart(Texts texts, ObservableValue<Palette> palette) {
        this.texts = texts;
        this.palette.bind(palette);
        setId("length-chart");
        getStyleClass().addAll("picture", "length-chart");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
        this.palette.subscribe(colours -> redraw.request());
    }

    void show(@Nullable Lengths next, String spoken) {
        lengths = next;
        setAccessibleText(spoken);
        redraw.request();
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        Lengths now = lengths;
        if (now == null || canvas.getWidth() < 2 * SIDE + 20) return;
        Palette p = palette.get();
        LengthHistogram histogram = now.histogram();
        int reach = histogram.counts().size() * histogram.binWidth();
        // The context is in view where the longest text comes near it.
        double end = now.tokens() && now.context() < 2 * reach ? Math.max(reach, now.context() * 1.08) : reach;
        double scale = (canvas.getWidth() - 2 * SIDE) / end;
        double floor = canvas.getHeight() - BOTTOM;
        double highest = Collections.max(histogram.counts());
        g.setFill(p.seriesColour(0));
        for (int i = 0; i < histogram.counts().size(); i++) {
            double height = histogram.counts().get(i) / highest * (floor - TOP);
            double left = SIDE + i * histogram.binWidth() * scale;
            double width = Math.max(1, histogram.binWidth() * scale - 1);
            if (height > 0) g.fillRect(left, floor - Math.max(1, height), width, Math.max(1, height));
        }
        g.setStroke(p.axis());
        g.setLineWidth(1);
        g.strokeLine(SIDE, floor + 0.5, canvas.getWidth() - SIDE, floor + 0.5);
        g.setFont(font);
        g.setTextBaseline(VPos.CENTER);
        g.setFill(p.mutedText());
        label(g, "0", SIDE, floor + 11);
        label(g, texts.format().whole(histogram.longest()), SIDE + histogram.longest() * scale, floor + 11);
        if (now.tokens() && now.context() <= end) context(g, p, now.context(), SIDE + now.context() * scale, floor);
    }

    private void context(GraphicsContext g, Palette p, int context, double x, double floor) {
        g.setStroke(p.selection());
        g.setLineWidth(2);
        g.setLineDashes(4, 3);
        g.strokeLine(x, TOP - 4, x, floor);
        g.setLineDashes();
        g.setFill(p.selection());
        label(g, texts.get("data.report.context", texts.format().whole(context)), x, 8);
    }

    /// Centred on `x`, but inside the picture.
    private void label(GraphicsContext g, String text, double x, double y) {
        var measured = new Text(text);
        measured.setFont(font);
        double half = measured.getLayoutBounds().getWidth() / 2;
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText(text, Math.clamp(x, SIDE + half, Math.max(SIDE + half, canvas.getWidth() - SIDE - half)), y);
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() == getWidth() && canvas.getHeight() == getHeight()) return;
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        redraw.runNow();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 130;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 110;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }
}
