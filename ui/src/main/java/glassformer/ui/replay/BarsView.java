package glassformer.ui.replay;

import glassformer.replay.Bar;
import glassformer.ui.common.OncePerPulse;
import glassformer.ui.common.TextMeasure;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Probabilities as bars from 0 to 1, each in a place of its own; what is most likely in the first colour. A click or
/// the arrow keys choose one. Its width follows from the number of bars: put it into a scroll pane.
final class BarsView extends Region {
    private static final double NARROWEST = 26;
    private static final double WIDEST = 64;
    /// A wider canvas may be more than a graphics card has.
    private static final double WIDEST_OF_ALL = 8000;
    private static final double LABELS = 34;
    private static final double NUMBER = 16;

    private final Texts texts;
    private final TextMeasure text = new TextMeasure(Font.font(11));
    private final Canvas canvas = new Canvas();
    private final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(this, "palette");
    private final ObjectProperty<List<Bar>> bars = new SimpleObjectProperty<>(this, "bars", List.of());
    private final IntegerProperty chosen = new SimpleIntegerProperty(this, "chosen", 0);
    private final OncePerPulse redraw = new OncePerPulse(this::draw);

    BarsView(Texts texts, ObservableValue<Palette> palette) {
        this.texts = texts;
        this.palette.bind(palette);
        getStyleClass().add("picture");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        Tooltip.install(this, new Tooltip(texts.get("replay.bars.tip")));
        canvas.setManaged(false);
        getChildren().add(canvas);
        bars.subscribe((before, after) -> {
            if (before.size() != after.size()) requestLayout();
            redraw.request();
        });
        this.palette.subscribe((before, after) -> redraw.request());
        chosen.subscribe((before, after) -> redraw.request());
        canvas.setOnMousePressed(event -> {
            requestFocus();
            event.consume();
            int place = (int) (event.getX() / each());
            if (place < bars.get().size()) chosen.set(place);
        });
        setOnKeyPressed(this::keyPressed);
    }

    ObjectProperty<List<Bar>> barsProperty() {
        return bars;
    }

    /// Which bar is told of, from 0.
    IntegerProperty chosenProperty() {
        return chosen;
    }

    private void keyPressed(KeyEvent event) {
        int by =
                switch (event.getCode()) {
                    case UP -> -1;
                    case DOWN -> 1;
                    default -> 0;
                };
        if (by == 0 || bars.get().isEmpty()) return;
        chosen.set(Math.clamp(chosen.get() + (long) by, 0, bars.get().size() - 1));
        event.consume();
    }

    private double each() {
        int count = Math.max(1, bars.get().size());
        return Math.clamp(getWidth() / count, narrowest(), WIDEST);
    }

    private double narrowest() {
        return Math.min(NARROWEST, WIDEST_OF_ALL / Math.max(1, bars.get().size()));
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        double floor = canvas.getHeight() - LABELS;
        double height = floor - NUMBER;
        if (height < 10) return;
        Palette p = palette.get();
        double each = each();
        g.setFont(text.font());
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < bars.get().size(); i++) {
            Bar bar = bars.get().get(i);
            double x = Math.floor(i * each) + 1;
            double width = Math.max(2, Math.floor(each) - 4);
            g.setFill(p.grid());
            g.fillRect(x, NUMBER, width, height);
            g.setFill(p.seriesColour(bar.likeliest() ? 0 : 1));
            double rise = Math.clamp(bar.probability(), 0, 1) * height;
            g.fillRect(x, floor - rise, width, rise);
            if (i == chosen.get()) {
                g.setStroke(p.selection());
                g.setLineWidth(2);
                g.strokeRect(x, NUMBER, width, height);
            }
            double middle = x + width / 2;
            g.setFill(p.mutedText());
            g.fillText(Long.toString(Math.round(bar.probability() * 100)), middle, NUMBER / 2);
            g.setFill(p.text());
            g.fillText(text.fit(visible(bar.said()), width + 2), middle, floor + 9);
            g.setFill(p.mutedText());
            g.fillText(text.fit(visible(bar.read()), width + 2), middle, floor + 25);
        }
    }

    /// A blank can be seen.
    static String visible(String token) {
        return token.isBlank() && !token.isEmpty() ? "␣".repeat(token.length()) : token;
    }

    @Override
    protected void layoutChildren() {
        boolean resized = canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight();
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        if (resized || redraw.isPending()) redraw.runNow();
    }

    @Override
    protected double computeMinWidth(double height) {
        return Math.max(1, bars.get().size()) * narrowest();
    }

    @Override
    protected double computePrefWidth(double height) {
        return computeMinWidth(height);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 140;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 74;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute != AccessibleAttribute.TEXT) return super.queryAccessibleAttribute(attribute, parameters);
        if (bars.get().isEmpty()) return texts.get("replay.bars.none");
        Bar bar = bars.get().get(Math.min(chosen.get(), bars.get().size() - 1));
        return texts.get(
                "replay.bars.summary",
                bars.get().size(),
                visible(bar.said()),
                texts.format().percent(bar.probability()));
    }
}
