package glassformer.ui.heatmap;

import glassformer.ui.common.OncePerPulse;
import glassformer.ui.common.TextMeasure;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// One attention pattern as lines from the tokens that look, at the left, to those that are looked at, at the right;
/// the stronger the weight, the less see-through the line (as in Vig 2019's head view).
///
/// The mouse on a token shows its lines alone; a click keeps them until the next one. With a token of the left kept,
/// the mouse on one of the right reads the weight between both, and the other way round. Its height follows from the
/// tokens: put it into a scroll pane that fits to width.
public final class LinkView extends Region {
    private static final int LINE = 20;
    private static final int MARGIN = 6;
    private static final double FAINT = 0.02;
    private static final double WIDEST_TOKEN = 0.3;

    /// A token of one side.
    ///
    /// @param left whether it is one that looks
    public record Side(boolean left, int place) {}

    private final Texts texts;
    private final TextMeasure measure = new TextMeasure(Font.font(12));
    private final Canvas canvas = new Canvas();
    private final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(this, "palette");
    private final ObjectProperty<@Nullable Matrix> matrix = new SimpleObjectProperty<>(this, "matrix");
    private final DoubleProperty threshold = new SimpleDoubleProperty(this, "threshold", 0);
    private final ObjectProperty<@Nullable Side> kept = new SimpleObjectProperty<>(this, "kept");
    private final ObjectProperty<@Nullable Side> pointed = new SimpleObjectProperty<>(this, "pointed");
    private final ReadOnlyObjectWrapper<@Nullable CellValue> readout = new ReadOnlyObjectWrapper<>(this, "readout");
    private final OncePerPulse redraw = new OncePerPulse(this::draw);
    private List<String> rows = List.of();
    private List<String> columns = List.of();

    public LinkView(Texts texts, ObservableValue<Palette> palette) {
        this.texts = texts;
        this.palette.bind(palette);
        getStyleClass().addAll("picture", "link-view");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
        matrix.subscribe((before, after) -> {
            boolean same = before != null
                    && after != null
                    && before.rows() == after.rows()
                    && before.columns() == after.columns();
            if (!same) kept.set(null);
            pointed.set(null);
            requestLayout();
            redraw.request();
        });
        this.palette.subscribe((before, after) -> redraw.request());
        threshold.subscribe((before, after) -> redraw.request());
        kept.subscribe((before, after) -> redraw.request());
        pointed.subscribe((before, after) -> read());
        canvas.setOnMouseMoved(event -> pointed.set(at(event.getX(), event.getY())));
        canvas.setOnMouseExited(event -> pointed.set(null));
        canvas.setOnMouseClicked(event -> {
            Side clicked = at(event.getX(), event.getY());
            kept.set(clicked == null || clicked.equals(kept.get()) ? null : clicked);
        });
    }

    /// The weights; null shows nothing.
    public ObjectProperty<@Nullable Matrix> matrixProperty() {
        return matrix;
    }

    /// Weights below it have no line.
    public DoubleProperty thresholdProperty() {
        return threshold;
    }

    /// The token whose lines alone are shown, or null.
    public ObjectProperty<@Nullable Side> keptProperty() {
        return kept;
    }

    /// The pair of tokens that is read, or null.
    public ReadOnlyObjectProperty<@Nullable CellValue> readoutProperty() {
        return readout.getReadOnlyProperty();
    }

    /// @param looking  a token a row, at the left
    /// @param lookedAt a token a column, at the right
    public void setLabels(List<String> looking, List<String> lookedAt) {
        rows = List.copyOf(looking);
        columns = List.copyOf(lookedAt);
        redraw.request();
    }

    /// How many lines there are now.
    public int links() {
        Matrix m = matrix.get();
        int count = 0;
        for (int r = 0; m != null && r < m.rows(); r++) {
            for (int c = 0; c < m.columns(); c++) count += shown(m, r, c) ? 1 : 0;
        }
        return count;
    }

    private boolean shown(Matrix m, int row, int column) {
        Side side = chosen();
        boolean mine = side == null || (side.left() ? side.place() == row : side.place() == column);
        return mine && m.at(row, column) >= Math.max(FAINT, threshold.get());
    }

    private @Nullable Side chosen() {
        Side fixed = kept.get();
        return fixed == null ? pointed.get() : fixed;
    }

    private void read() {
        Matrix m = matrix.get();
        Side fixed = kept.get();
        Side under = pointed.get();
        if (m == null || fixed == null || under == null || fixed.left() == under.left()) {
            readout.set(null);
        } else {
            int row = fixed.left() ? fixed.place() : under.place();
            int column = fixed.left() ? under.place() : fixed.place();
            readout.set(new CellValue(row, column, m.at(row, column)));
        }
        redraw.request();
    }

    private @Nullable Side at(double x, double y) {
        Matrix m = matrix.get();
        if (m == null) return null;
        int place = (int) Math.floor((y - MARGIN) / LINE);
        boolean left = x < getWidth() / 2;
        boolean onToken = left ? x <= edge() : x >= getWidth() - edge();
        return onToken && place >= 0 && place < (left ? m.rows() : m.columns()) ? new Side(left, place) : null;
    }

    /// Where the lines begin.
    private double edge() {
        double widest = 40;
        for (List<String> side : List.of(rows, columns)) {
            for (String token : side) widest = Math.max(widest, measure.width(visible(token)) + 2 * MARGIN);
        }
        return Math.min(widest, getWidth() * WIDEST_TOKEN);
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        Matrix m = matrix.get();
        if (m == null || canvas.getWidth() < 60) return;
        lines(g, m);
        g.setFont(measure.font());
        g.setTextBaseline(VPos.CENTER);
        double edge = edge();
        for (int r = 0; r < m.rows(); r++) {
            token(g, new Side(true, r), r < rows.size() ? rows.get(r) : "", edge - MARGIN);
        }
        for (int c = 0; c < m.columns(); c++) {
            token(g, new Side(false, c), c < columns.size() ? columns.get(c) : "", getWidth() - edge + MARGIN);
        }
    }

    private void lines(GraphicsContext g, Matrix m) {
        Color ink = palette.get().seriesColour(0);
        double edge = edge();
        for (int r = 0; r < m.rows(); r++) {
            for (int c = 0; c < m.columns(); c++) {
                if (!shown(m, r, c)) continue;
                double weight = Math.clamp(m.at(r, c), 0, 1);
                g.setStroke(ink.deriveColor(0, 1, 1, weight));
                g.setLineWidth(1 + 1.5 * weight);
                g.strokeLine(edge, y(r), getWidth() - edge, y(c));
            }
        }
    }

    private void token(GraphicsContext g, Side side, String token, double x) {
        boolean emphasised = side.equals(kept.get()) || side.equals(pointed.get());
        g.setTextAlign(side.left() ? TextAlignment.RIGHT : TextAlignment.LEFT);
        g.setFill(emphasised ? palette.get().selection() : palette.get().text());
        g.fillText(measure.fit(visible(token), edge() - 2 * MARGIN), x, y(side.place()));
    }

    private static double y(int place) {
        return MARGIN + (place + 0.5) * LINE;
    }

    /// A token for people to read: spaces are seen where there is nothing else.
    public static String visible(String token) {
        return token.isBlank() ? "␣".repeat(Math.max(1, token.length())) : token.strip();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        redraw.runNow();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 420;
    }

    @Override
    protected double computePrefHeight(double width) {
        Matrix m = matrix.get();
        return m == null ? 120 : 2 * MARGIN + (double) LINE * Math.max(m.rows(), m.columns());
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute != AccessibleAttribute.TEXT) return super.queryAccessibleAttribute(attribute, parameters);
        return texts.get("inspect.links.summary", links());
    }
}
