package glassformer.ui.heatmap;

import glassformer.ui.common.OncePerPulse;
import glassformer.ui.common.PixelImage;
import glassformer.ui.common.TextMeasure;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
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
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Every head of every layer as a thumbnail, one row a layer; a click or the arrow keys choose one.
///
/// All thumbnails are one image, so 12 layers of 12 heads redraw in a few milliseconds. Its height follows from its
/// width: put it into a scroll pane that fits to width.
public final class HeatmapGrid extends Region {
    /// Thinner lines than this cannot be told from the background.
    private static final double FAINTEST_LINK = 0.05;

    private final Texts texts;
    private final TextMeasure text = new TextMeasure(Font.font(11));
    private final Canvas canvas = new Canvas();
    private final Canvas overlay = new Canvas();
    private final Label emptyLabel = new Label();
    private final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(this, "palette");
    private final ObjectProperty<@Nullable ValueRange> range = new SimpleObjectProperty<>(this, "range");
    private final ObjectProperty<@Nullable Head> selection = new SimpleObjectProperty<>(this, "selection");
    private final BooleanProperty links = new SimpleBooleanProperty(this, "links", false);
    private final ReadOnlyObjectWrapper<@Nullable Head> pointed = new ReadOnlyObjectWrapper<>(this, "pointedHead");
    private final StringProperty emptyText = new SimpleStringProperty(this, "emptyText");
    private final OncePerPulse redraw = new OncePerPulse(this::draw);
    private List<List<Matrix>> patterns = List.of();
    private @Nullable GridLayout layout;
    private @Nullable PixelImage image;

    public HeatmapGrid(Texts texts, ObservableValue<Palette> palette) {
        this.texts = texts;
        this.palette.bind(palette);
        emptyText.set(texts.get("heatmap.grid.empty"));
        getStyleClass().addAll("picture", "heatmap-grid");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        overlay.setMouseTransparent(true);
        emptyLabel.getStyleClass().add("empty-state");
        emptyLabel.textProperty().bind(emptyText);
        emptyLabel.setMouseTransparent(true);
        List.of(canvas, overlay, emptyLabel).forEach(node -> node.setManaged(false));
        getChildren().addAll(canvas, overlay, emptyLabel);
        this.palette.subscribe((before, after) -> redraw.request());
        range.subscribe((before, after) -> redraw.request());
        links.subscribe((before, after) -> redraw.request());
        selection.subscribe((before, after) -> drawOverlay());
        pointed.subscribe((before, after) -> drawOverlay());
        canvas.setOnMouseMoved(event -> pointed.set(layout == null ? null : layout.at(event.getX(), event.getY())));
        canvas.setOnMouseExited(event -> pointed.set(null));
        canvas.setOnMousePressed(event -> {
            requestFocus();
            // A scroll pane around this would take the focus, and with it the arrow keys.
            event.consume();
        });
        canvas.setOnMouseClicked(event -> {
            Head clicked = layout == null ? null : layout.at(event.getX(), event.getY());
            if (clicked != null) selection.set(clicked);
        });
        setOnKeyPressed(this::keyPressed);
    }

    /// Shows `patterns[layer][head]`; every layer has the same number of heads. An empty list shows the empty-state
    /// sentence. A selection that still exists stays.
    public void setPatterns(List<List<Matrix>> next) {
        if (!next.isEmpty()) {
            int heads = next.getFirst().size();
            if (heads == 0 || next.stream().anyMatch(layer -> layer.size() != heads)) {
                throw new IllegalArgumentException("Every layer needs the same number of heads, at least one.");
            }
        }
        patterns = next.stream().map(List::copyOf).toList();
        Head chosen = selection.get();
        boolean gone = chosen != null
                && (chosen.layer() >= patterns.size()
                        || chosen.index() >= patterns.getFirst().size());
        if (gone) selection.set(null);
        pointed.set(null);
        requestLayout();
        redraw.request();
    }

    /// Whether there are thumbnails and each of them is more than a stand-in of one cell.
    public boolean isWhole() {
        return !patterns.isEmpty()
                && patterns.stream().flatMap(List::stream).allMatch(m -> m.rows() > 1 || m.columns() > 1);
    }

    /// The values of the first and last colour; null takes each thumbnail's own smallest and largest.
    public ObjectProperty<@Nullable ValueRange> rangeProperty() {
        return range;
    }

    /// Whether each thumbnail shows lines from the tokens that look, at its left, to those that are looked at, and no
    /// heatmap.
    public BooleanProperty linksProperty() {
        return links;
    }

    /// The chosen head, or null.
    public ObjectProperty<@Nullable Head> selectionProperty() {
        return selection;
    }

    /// The head under the mouse, or null.
    public ReadOnlyObjectProperty<@Nullable Head> pointedHeadProperty() {
        return pointed.getReadOnlyProperty();
    }

    /// The sentence while there are no patterns.
    public StringProperty emptyTextProperty() {
        return emptyText;
    }

    @Nullable
    GridLayout thumbs() {
        return layout;
    }

    private GridLayout layoutFor(double width) {
        int layers = patterns.size();
        int heads = patterns.getFirst().size();
        double label = text.width(new Head(layers - 1, heads - 1).label());
        double edge = text.width("L" + layers);
        return GridLayout.of(layers, heads, width, label, edge, text.lineHeight());
    }

    private void draw() {
        emptyLabel.setVisible(patterns.isEmpty());
        var g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        layout = null;
        if (!patterns.isEmpty() && canvas.getWidth() >= 1 && canvas.getHeight() >= 1) {
            GridLayout next = layoutFor(getWidth());
            layout = next;
            if (links.get()) linkThumbnails(next);
            else thumbnails(next);
            labels(next);
        }
        drawOverlay();
    }

    private void thumbnails(GridLayout where) {
        PixelImage target = PixelImage.sized(image, (int) Math.ceil(where.width()), (int) Math.ceil(where.height()));
        image = target;
        ValueRange fixed = range.get();
        for (int l = 0; l < where.layers(); l++) {
            for (int h = 0; h < where.heads(); h++) {
                Matrix m = patterns.get(l).get(h);
                ValueRange values = fixed == null ? m.range() : fixed;
                int x = (int) where.x(h);
                int y = (int) where.y(l);
                Raster.paint(
                        target,
                        m,
                        Window.all(m),
                        x,
                        y,
                        where.thumb(),
                        where.thumb(),
                        palette.get().heat(),
                        values);
            }
        }
        canvas.getGraphicsContext2D().drawImage(target.image(), 0, 0);
    }

    private void linkThumbnails(GridLayout where) {
        var g = canvas.getGraphicsContext2D();
        g.setLineWidth(1);
        for (int l = 0; l < where.layers(); l++) {
            for (int h = 0; h < where.heads(); h++) {
                Matrix m = patterns.get(l).get(h);
                double x = (int) where.x(h);
                double y = (int) where.y(l);
                double row = (double) where.thumb() / m.rows();
                double column = (double) where.thumb() / m.columns();
                for (int i = 0; i < m.values().length; i++) {
                    double weight = Math.min(1, m.values()[i]);
                    if (!(weight >= FAINTEST_LINK)) continue;
                    g.setStroke(palette.get().seriesColour(0).deriveColor(0, 1, 1, weight));
                    g.strokeLine(
                            x + 2,
                            y + (i / m.columns() + 0.5) * row,
                            x + where.thumb() - 2,
                            y + (i % m.columns() + 0.5) * column);
                }
            }
        }
    }

    private void labels(GridLayout where) {
        var g = canvas.getGraphicsContext2D();
        g.setFont(text.font());
        g.setFill(palette.get().mutedText());
        g.setStroke(palette.get().grid());
        g.setLineWidth(1);
        for (int l = 0; l < where.layers(); l++) {
            for (int h = 0; h < where.heads(); h++) {
                double x = (int) where.x(h);
                double y = (int) where.y(l);
                g.strokeRect(x - 0.5, y - 0.5, where.thumb() + 1, where.thumb() + 1);
                if (where.label() > 0) centred(new Head(l, h).label(), x + where.thumb() / 2.0, y + where.thumb() + 2);
            }
        }
        if (where.label() > 0) return;
        for (int h = 0; h < where.heads(); h++) centred("H" + (h + 1), where.x(h) + where.thumb() / 2.0, 0);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        for (int l = 0; l < where.layers(); l++) {
            g.fillText("L" + (l + 1), where.left() - 6, where.y(l) + where.thumb() / 2.0);
        }
    }

    private void centred(String label, double x, double y) {
        var g = canvas.getGraphicsContext2D();
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.TOP);
        g.fillText(label, x, y);
    }

    private void drawOverlay() {
        var g = overlay.getGraphicsContext2D();
        g.clearRect(0, 0, overlay.getWidth(), overlay.getHeight());
        GridLayout where = layout;
        if (where == null) return;
        g.setStroke(palette.get().selection());
        frame(where, pointed.get(), 1.5);
        frame(where, selection.get(), 3);
    }

    private void frame(GridLayout where, @Nullable Head head, double thickness) {
        if (head == null || head.layer() >= where.layers() || head.index() >= where.heads()) return;
        var g = overlay.getGraphicsContext2D();
        g.setLineWidth(thickness);
        double out = thickness / 2;
        g.strokeRect(
                (int) where.x(head.index()) - out,
                (int) where.y(head.layer()) - out,
                where.thumb() + thickness,
                where.thumb() + thickness);
    }

    private void keyPressed(KeyEvent event) {
        if (patterns.isEmpty() || event.isShortcutDown() || event.isAltDown()) return;
        Head from = Objects.requireNonNullElse(selection.get(), new Head(0, 0));
        boolean first = selection.get() == null;
        switch (event.getCode()) {
            case UP -> select(from, first ? 0 : -1, 0);
            case DOWN -> select(from, first ? 0 : 1, 0);
            case LEFT -> select(from, 0, first ? 0 : -1);
            case RIGHT -> select(from, 0, first ? 0 : 1);
            case HOME -> selection.set(new Head(0, 0));
            case END ->
                selection.set(new Head(patterns.size() - 1, patterns.getFirst().size() - 1));
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void select(Head from, int layers, int heads) {
        selection.set(new Head(
                Math.clamp(from.layer() + layers, 0, patterns.size() - 1),
                Math.clamp(from.index() + heads, 0, patterns.getFirst().size() - 1)));
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
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 480;
    }

    @Override
    protected double computePrefHeight(double width) {
        if (patterns.isEmpty()) return 160;
        return Math.ceil(layoutFor(width < 0 ? 480 : width).height());
    }

    @Override
    protected double computeMinWidth(double height) {
        return 120;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 80;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute != AccessibleAttribute.TEXT) return super.queryAccessibleAttribute(attribute, parameters);
        if (patterns.isEmpty()) return emptyText.get();
        Head chosen = selection.get();
        int heads = patterns.getFirst().size();
        return chosen == null
                ? texts.get("heatmap.grid.summary", patterns.size(), heads)
                : texts.get("heatmap.grid.chosen", chosen.layer() + 1, chosen.index() + 1, patterns.size(), heads);
    }
}
