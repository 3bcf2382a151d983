package glassformer.ui.heatmap;

import glassformer.ui.common.OncePerPulse;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.ColourRamp;
import glassformer.ui.theme.Palette;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
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

/// One matrix as colours, for example an attention pattern, with tokens along both sides.
///
/// The mouse reads values, a click selects a cell, the wheel zooms around the mouse, a drag moves the zoomed part and
/// a double click shows everything; arrow keys move the selection, + and − zoom, Home resets. When a pixel covers
/// several cells it shows the largest.
public final class HeatmapView extends Region {
    private final Texts texts;
    private final HeatmapPainter painter;
    private final Canvas canvas = new Canvas();
    private final Canvas overlay = new Canvas();
    private final Label emptyLabel = new Label();
    private final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(this, "palette");
    private final ObjectProperty<@Nullable Cells> matrix = new SimpleObjectProperty<>(this, "matrix");
    private final ObjectProperty<@Nullable ValueRange> range = new SimpleObjectProperty<>(this, "range");
    private final ObjectProperty<@Nullable Cell> selection = new SimpleObjectProperty<>(this, "selection");
    private final ReadOnlyObjectWrapper<@Nullable CellValue> readout = new ReadOnlyObjectWrapper<>(this, "readout");
    private final BooleanProperty signed = new SimpleBooleanProperty(this, "signed", false);
    private final StringProperty emptyText = new SimpleStringProperty(this, "emptyText");
    private final OncePerPulse redraw = new OncePerPulse(this::draw);
    private List<String> rowLabels = List.of();
    private List<String> columnLabels = List.of();
    private @Nullable Window window;
    private @Nullable HeatmapLayout layout;

    public HeatmapView(Texts texts, ObservableValue<Palette> palette) {
        this.texts = texts;
        this.painter = new HeatmapPainter(texts.format());
        this.palette.bind(palette);
        emptyText.set(texts.get("heatmap.empty"));
        getStyleClass().addAll("picture", "heatmap");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        overlay.setMouseTransparent(true);
        emptyLabel.getStyleClass().add("empty-state");
        emptyLabel.textProperty().bind(emptyText);
        emptyLabel.setMouseTransparent(true);
        List.of(canvas, overlay, emptyLabel).forEach(node -> node.setManaged(false));
        getChildren().addAll(canvas, overlay, emptyLabel);
        matrix.subscribe((before, after) -> {
            boolean sameShape = before != null
                    && after != null
                    && before.rows() == after.rows()
                    && before.columns() == after.columns();
            if (!sameShape) {
                window = null;
                selection.set(null);
            }
            readout.set(null);
            if (before instanceof TiledCells left) left.leave();
            if (after instanceof TiledCells now) now.whenLoaded(redraw::request);
            redraw.request();
        });
        range.subscribe((before, after) -> redraw.request());
        signed.subscribe((before, after) -> redraw.request());
        this.palette.subscribe((before, after) -> redraw.request());
        selection.subscribe((before, after) -> showSelection(after));
        readout.subscribe((before, after) -> drawOverlay());
        new HeatmapInput(this, canvas).install();
    }

    /// What is shown; null shows the empty-state sentence.
    public ObjectProperty<@Nullable Cells> matrixProperty() {
        return matrix;
    }

    /// The values of the first and last colour; null takes the matrix' own smallest and largest.
    public ObjectProperty<@Nullable ValueRange> rangeProperty() {
        return range;
    }

    /// Whether values below 0 have another colour than those above, the stronger the further from 0.
    public BooleanProperty signedProperty() {
        return signed;
    }

    /// The chosen cell, or null.
    public ObjectProperty<@Nullable Cell> selectionProperty() {
        return selection;
    }

    /// The cell under the mouse with its value, or null.
    public ReadOnlyObjectProperty<@Nullable CellValue> readoutProperty() {
        return readout.getReadOnlyProperty();
    }

    /// The sentence while there is no matrix.
    public StringProperty emptyTextProperty() {
        return emptyText;
    }

    /// The tokens beside the rows and above the columns. They are written while there is room.
    public void setLabels(List<String> rows, List<String> columns) {
        rowLabels = rows.stream().map(TokenLabel::of).toList();
        columnLabels = columns.stream().map(TokenLabel::of).toList();
        redraw.request();
    }

    /// Shows the whole matrix again.
    public void showAll() {
        window = null;
        redraw.request();
    }

    /// Whether it shows all that it has to: something, and no part of it in place of what is still being read.
    public boolean isSharp() {
        return layout != null
                && !redraw.isPending()
                && !(matrix.get() instanceof TiledCells tiled && tiled.isLoading());
    }

    void drawNow() {
        redraw.runNow();
    }

    @Nullable
    HeatmapLayout cells() {
        return layout;
    }

    Canvas canvas() {
        return canvas;
    }

    void setWindow(Window next) {
        window = next;
        redraw.request();
    }

    void setReadout(@Nullable Cell cell) {
        Cells m = matrix.get();
        if (m == null || cell == null || cell.row() >= m.rows() || cell.column() >= m.columns()) {
            readout.set(null);
            return;
        }
        readout.set(new CellValue(cell.row(), cell.column(), m.at(cell.row(), cell.column())));
    }

    private void showSelection(@Nullable Cell cell) {
        Cells m = matrix.get();
        Window w = window;
        if (cell != null && m != null && w != null && !w.showing(m, cell).equals(w)) setWindow(w.showing(m, cell));
        drawOverlay();
    }

    private void draw() {
        Cells m = matrix.get();
        emptyLabel.setVisible(m == null);
        var g = canvas.getGraphicsContext2D();
        if (m == null || canvas.getWidth() < 40 || canvas.getHeight() < 60) {
            layout = null;
            g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        } else {
            Window w = window == null ? Window.all(m) : window;
            var next =
                    HeatmapLayout.of(w, canvas.getWidth(), canvas.getHeight(), rowLabels, columnLabels, painter.text());
            layout = next;
            painter.paint(g, next, m, shownRange(m), rowLabels, columnLabels, palette.get(), ramp(), outputScale());
        }
        drawOverlay();
    }

    private ValueRange shownRange(Cells m) {
        ValueRange fixed = range.get();
        if (fixed != null) return fixed;
        ValueRange own = m.range();
        if (!signed.get()) return own;
        float far = Math.max(Math.abs(own.low()), Math.abs(own.high()));
        return new ValueRange(-far, far);
    }

    private ColourRamp ramp() {
        return signed.get() ? palette.get().signed() : palette.get().heat();
    }

    private double outputScale() {
        var scene = getScene();
        return scene == null || scene.getWindow() == null
                ? 1
                : scene.getWindow().getRenderScaleX();
    }

    private void drawOverlay() {
        var g = overlay.getGraphicsContext2D();
        g.clearRect(0, 0, overlay.getWidth(), overlay.getHeight());
        HeatmapLayout where = layout;
        Cells m = matrix.get();
        if (where == null || m == null) return;
        Palette p = palette.get();
        CellValue under = readout.get();
        Cell chosen = selection.get();
        g.save();
        g.beginPath();
        g.rect(where.left() - 2, where.top() - 2, where.width() + 4, where.height() + 4);
        g.clip();
        if (chosen != null) frame(where, chosen, 2.5);
        if (under != null) frame(where, new Cell(under.row(), under.column()), 1.5);
        g.restore();
        Cell told = under != null ? new Cell(under.row(), under.column()) : chosen;
        if (told == null || told.row() >= m.rows() || told.column() >= m.columns()) return;
        g.setFill(p.selection());
        painter.emphasise(g, where, told, rowLabels, columnLabels);
        g.setTextAlign(javafx.scene.text.TextAlignment.LEFT);
        g.setTextBaseline(javafx.geometry.VPos.CENTER);
        g.setFill(p.text());
        double y = where.top() + where.height() + HeatmapLayout.FOOTER / 2 + 2;
        double room = painter.readoutRoom(where, shownRange(m));
        if (room > 40) g.fillText(painter.text().fit(words(m, told), room), 2, y);
    }

    private void frame(HeatmapLayout where, Cell cell, double thickness) {
        var g = overlay.getGraphicsContext2D();
        g.setStroke(palette.get().selection());
        g.setLineWidth(thickness);
        g.strokeRect(
                where.x(cell.column()),
                where.y(cell.row()),
                Math.max(3, where.cellWidth()),
                Math.max(3, where.cellHeight()));
    }

    private String words(Cells m, Cell cell) {
        return texts.get(
                "heatmap.cell",
                name(rowLabels, cell.row()),
                name(columnLabels, cell.column()),
                texts.format().number(m.at(cell.row(), cell.column())));
    }

    private static String name(List<String> labels, int index) {
        return index < labels.size() ? labels.get(index) : Integer.toString(index + 1);
    }

    @Override
    protected void layoutChildren() {
        boolean resized = canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight();
        for (Canvas c : List.of(canvas, overlay)) {
            c.setWidth(getWidth());
            c.setHeight(getHeight());
        }
        emptyLabel.resizeRelocate(0, 0, getWidth(), getHeight());
        if (resized || redraw.isPending()) redraw.runNow();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 420;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 420;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 120;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 120;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute != AccessibleAttribute.TEXT) return super.queryAccessibleAttribute(attribute, parameters);
        Cells m = matrix.get();
        if (m == null) return emptyText.get();
        Cell chosen = selection.get();
        ValueRange own = m.range();
        String whole = texts.get(
                "heatmap.summary",
                m.rows(),
                m.columns(),
                texts.format().number(own.low()),
                texts.format().number(own.high()));
        return chosen == null ? whole : words(m, chosen) + ". " + whole;
    }
}
