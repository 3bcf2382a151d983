package glassformer.ui.text;

import glassformer.ui.common.OncePerPulse;
import glassformer.ui.common.TextMeasure;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// A text as a tokenizer sees it: each token on a colour of its own, so that the borders show.
///
/// Only the lines in view are drawn, so tens of thousands of tokens scroll smoothly. The mouse shows a token's number;
/// a click or the arrow keys choose one. Line breaks show as ⏎, tabs as ⇥.
public final class ColouredTokens extends Region {
    private static final double PAD = 8;
    private static final int SPOKEN = 400;
    private static final double STRONGEST = 0.85;

    private final Texts texts;
    private final TextMeasure text = new TextMeasure(Font.font("Monospaced", 14));
    private final TextMeasure small = new TextMeasure(Font.font(12));
    private final Canvas canvas = new Canvas();
    private final ScrollBar scrollBar = new ScrollBar();
    private final Label emptyLabel = new Label();
    private final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(this, "palette");
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", -1);
    private final ReadOnlyIntegerWrapper pointed = new ReadOnlyIntegerWrapper(this, "pointed", -1);
    private final StringProperty emptyText = new SimpleStringProperty(this, "emptyText");
    private final OncePerPulse redraw = new OncePerPulse(this::draw);
    private List<Token> tokens = List.of();
    private List<String> shown = List.of();
    private List<Double> heat = List.of();
    private boolean signed;
    private @Nullable TokenLines lines;

    public ColouredTokens(Texts texts, ObservableValue<Palette> palette) {
        this.texts = texts;
        this.palette.bind(palette);
        emptyText.set(texts.get("tokens.empty"));
        getStyleClass().addAll("picture", "coloured-tokens");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        scrollBar.setOrientation(Orientation.VERTICAL);
        scrollBar.setFocusTraversable(false);
        emptyLabel.getStyleClass().add("empty-state");
        emptyLabel.textProperty().bind(emptyText);
        emptyLabel.setMouseTransparent(true);
        canvas.setManaged(false);
        emptyLabel.setManaged(false);
        getChildren().addAll(canvas, scrollBar, emptyLabel);
        for (ObservableValue<?> cause :
                List.of(this.palette, selected, pointed, focusedProperty(), scrollBar.valueProperty())) {
            cause.addListener((source, before, after) -> redraw.request());
        }
        canvas.setOnMouseMoved(event -> pointed.set(tokenAt(event.getX(), event.getY())));
        canvas.setOnMouseExited(event -> pointed.set(-1));
        canvas.setOnMousePressed(event -> {
            requestFocus();
            // A scroll pane around this would take the focus, and with it the arrow keys.
            event.consume();
        });
        canvas.setOnMouseClicked(event -> selected.set(tokenAt(event.getX(), event.getY())));
        canvas.setOnScroll(event -> {
            scrollTo(scrollBar.getValue() - event.getDeltaY());
            event.consume();
        });
        setOnKeyPressed(this::keyPressed);
    }

    /// Shows these tokens from the top; nothing is chosen.
    public void setTokens(List<Token> next) {
        setHeatedTokens(next, List.of());
    }

    /// As [#setTokens(List)], each on a colour from the palette's heat.
    ///
    /// @param heats from 0 to 1, NaN for a token that has none; empty for colours that only show the borders
    public void setHeatedTokens(List<Token> next, List<Double> heats) {
        heat = List.copyOf(heats);
        signed = false;
        tokens = List.copyOf(next);
        shown = tokens.stream().map(token -> visible(token.text())).toList();
        lines = null;
        selected.set(-1);
        pointed.set(-1);
        scrollBar.setValue(0);
        requestLayout();
        redraw.request();
    }

    /// As [#setTokens(List)], each on one of two colours.
    ///
    /// @param values from -1 to 1: one colour speaks for something, the other against it
    public void setSignedTokens(List<Token> next, List<Double> values) {
        setHeatedTokens(next, values);
        signed = true;
    }

    /// Adds tokens at the end. The choice stays, and a view that shows the end follows it.
    public void addTokens(List<Token> more) {
        boolean follow = scrollBar.getValue() >= scrollBar.getMax() - 1;
        tokens = Stream.concat(tokens.stream(), more.stream()).toList();
        shown = tokens.stream().map(token -> visible(token.text())).toList();
        lines = null;
        if (follow && canvas.getWidth() > 0) {
            lines();
            scrollBar.setValue(scrollBar.getMax());
        }
        redraw.request();
    }

    public List<Token> tokens() {
        return tokens;
    }

    /// The place of the chosen token in [#tokens()], or −1.
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /// The place of the token under the mouse, or −1.
    public ReadOnlyIntegerProperty pointedProperty() {
        return pointed.getReadOnlyProperty();
    }

    /// The sentence while there are no tokens.
    public StringProperty emptyTextProperty() {
        return emptyText;
    }

    private double lineHeight() {
        return Math.ceil(text.lineHeight() + 6);
    }

    private TokenLines lines() {
        TokenLines current = lines;
        if (current == null) {
            current = TokenLines.of(tokens, shown, Math.max(20, canvas.getWidth() - 2 * PAD), text);
            lines = current;
            scrollBar.setMax(Math.max(0, current.lines() * lineHeight() + 2 * PAD - canvas.getHeight()));
            scrollBar.setVisibleAmount(
                    scrollBar.getMax() * canvas.getHeight() / (scrollBar.getMax() + canvas.getHeight()));
            scrollBar.setUnitIncrement(lineHeight());
            scrollBar.setBlockIncrement(Math.max(lineHeight(), canvas.getHeight() - lineHeight()));
            scrollTo(scrollBar.getValue());
        }
        return current;
    }

    private void scrollTo(double value) {
        scrollBar.setValue(Math.clamp(value, 0.0, scrollBar.getMax()));
    }

    int tokenAt(double px, double py) {
        if (tokens.isEmpty()) return -1;
        int line = (int) Math.floor((py + scrollBar.getValue() - PAD) / lineHeight());
        return lines().tokenAt(line, px - PAD);
    }

    private void draw() {
        emptyLabel.setVisible(tokens.isEmpty());
        var g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (tokens.isEmpty()) return;
        TokenLines all = lines();
        g.setFont(text.font());
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        double step = lineHeight();
        int from = Math.max(0, (int) ((scrollBar.getValue() - PAD) / step));
        int to = Math.min(all.lines(), (int) ((scrollBar.getValue() - PAD + canvas.getHeight()) / step) + 1);
        for (int line = from; line < to; line++) {
            double y = PAD + line * step - scrollBar.getValue();
            for (int i = all.first(line); i < all.end(line); i++) token(all, i, y, step);
        }
        idOf(all, pointed.get() >= 0 ? pointed.get() : isFocused() ? selected.get() : -1);
    }

    private void token(TokenLines all, int index, double y, double step) {
        var g = canvas.getGraphicsContext2D();
        Palette p = palette.get();
        double x = PAD + all.x(index);
        Color behind = background(p, index);
        g.setFill(behind);
        g.fillRoundRect(x, y + 1, Math.max(2, all.width(index) - 1), step - 2, 5, 5);
        g.setFill(heat.isEmpty() ? p.text() : behind.grayscale().getRed() > 0.5 ? Color.BLACK : Color.WHITE);
        g.fillText(text.fit(shown.get(index), all.width(index) + 0.5), x, y + step / 2);
        if (index != selected.get() && index != pointed.get()) return;
        g.setStroke(p.selection());
        g.setLineWidth(index == selected.get() ? 2 : 1);
        g.strokeRoundRect(x, y + 1, Math.max(2, all.width(index) - 1), step - 2, 5, 5);
    }

    private Color background(Palette p, int index) {
        if (heat.isEmpty()) return p.tokenColour(index);
        double value = index < heat.size() ? heat.get(index) : Double.NaN;
        if (Double.isNaN(value)) return p.panel();
        if (!signed) return p.heat().colour(value);
        return p.background().interpolate(p.seriesColour(value < 0 ? 1 : 0), STRONGEST * Math.abs(value));
    }

    /// A small flag under the token, or above it on the last line.
    private void idOf(TokenLines all, int index) {
        if (index < 0 || index >= tokens.size()) return;
        var g = canvas.getGraphicsContext2D();
        String words =
                texts.get("tokens.token", Integer.toString(tokens.get(index).id()), index + 1);
        double width = small.width(words) + 12;
        double height = small.lineHeight() + 6;
        double line = PAD + all.lineOf(index) * lineHeight() - scrollBar.getValue();
        double x = Math.max(1, Math.min(PAD + all.x(index), canvas.getWidth() - width - 2));
        double below = line + lineHeight() + 2;
        double y = below + height <= canvas.getHeight() ? below : line - height - 2;
        g.setFill(palette.get().panel());
        g.fillRoundRect(x, y, width, height, 6, 6);
        g.setStroke(palette.get().axis());
        g.setLineWidth(1);
        g.strokeRoundRect(Math.floor(x) + 0.5, Math.floor(y) + 0.5, width, height, 6, 6);
        g.setFont(small.font());
        g.setFill(palette.get().text());
        g.fillText(words, x + 6, y + height / 2);
    }

    private void keyPressed(KeyEvent event) {
        if (tokens.isEmpty() || event.isShortcutDown() || event.isAltDown()) return;
        int now = selected.get();
        switch (event.getCode()) {
            case LEFT -> select(now - 1);
            case RIGHT -> select(now + 1);
            case UP -> select(sameColumn(now, -1));
            case DOWN -> select(sameColumn(now, 1));
            case HOME -> select(0);
            case END -> select(tokens.size() - 1);
            case PAGE_DOWN -> scrollTo(scrollBar.getValue() + scrollBar.getBlockIncrement());
            case PAGE_UP -> scrollTo(scrollBar.getValue() - scrollBar.getBlockIncrement());
            case ESCAPE -> selected.set(-1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private int sameColumn(int token, int lineStep) {
        if (token < 0) return 0;
        TokenLines all = lines();
        int line = all.lineOf(token) + lineStep;
        if (line < 0 || line >= all.lines()) return token;
        int found = all.tokenAt(line, all.x(token) + all.width(token) / 2);
        return found >= 0 ? found : all.end(line) - 1;
    }

    private void select(int token) {
        int next = Math.clamp(token, 0, tokens.size() - 1);
        selected.set(next);
        double top = lines().lineOf(next) * lineHeight();
        double low = top + lineHeight() + 2 * PAD - canvas.getHeight();
        scrollTo(Math.clamp(scrollBar.getValue(), Math.min(low, top), top));
    }

    private static String visible(String token) {
        return token.isEmpty()
                ? "∅"
                : token.replace("\r\n", "⏎")
                        .replace('\n', '⏎')
                        .replace("\t", "⇥")
                        .replace('\r', '␍');
    }

    @Override
    protected void layoutChildren() {
        double bar = scrollBar.prefWidth(-1);
        double width = Math.max(0, getWidth() - bar - 1);
        scrollBar.resizeRelocate(width, 1, bar, Math.max(0, getHeight() - 2));
        boolean resized = canvas.getWidth() != width || canvas.getHeight() != getHeight();
        if (resized) {
            canvas.setWidth(width);
            canvas.setHeight(getHeight());
            lines = null;
        }
        emptyLabel.resizeRelocate(0, 0, getWidth(), getHeight());
        if (resized || redraw.isPending()) redraw.runNow();
        scrollBar.setVisible(scrollBar.getMax() > 0 && !tokens.isEmpty());
    }

    @Override
    protected double computePrefWidth(double height) {
        return 480;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 200;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 120;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 60;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute != AccessibleAttribute.TEXT) return super.queryAccessibleAttribute(attribute, parameters);
        if (tokens.isEmpty()) return emptyText.get();
        int now = selected.get();
        if (now >= 0) {
            Token token = tokens.get(now);
            return visible(token.text()) + ", " + texts.get("tokens.token", Integer.toString(token.id()), now + 1);
        }
        String begin = tokens.stream().limit(SPOKEN).map(Token::text).collect(Collectors.joining());
        return texts.get("tokens.summary", tokens.size()) + " " + begin;
    }
}
