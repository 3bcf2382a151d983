package glassformer.ui.generate;

import glassformer.generate.BeamTree;
import glassformer.generate.BeamTree.Fate;
import glassformer.ui.common.OncePerPulse;
import glassformer.ui.common.TextMeasure;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import org.jspecify.annotations.Nullable;

/// A beam search as its tree, from left to right: a column a step; what was kept in strong lines, what was dropped
/// faint. A click or the arrow keys choose a token: left its parent, right its likeliest child, up and down its
/// neighbours.
final class BeamTreeView extends Region {
    static final int NONE = -1;
    static final double COLUMN = 144;
    static final double ROW = 19;
    private static final double PAD = 12;
    private static final double BOX = 100;
    private static final double FAINT = 0.4;

    private final Texts texts;
    private final TextMeasure plain = new TextMeasure(Font.font("Monospaced", 12));
    private final Font bold = Font.font("Monospaced", FontWeight.BOLD, 12);
    private final Canvas canvas = new Canvas();
    private final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(this, "palette");
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", NONE);
    private final OncePerPulse redraw = new OncePerPulse(this::draw);
    private final List<List<Integer>> columns = new ArrayList<>();
    private int[] row = {};
    private @Nullable BeamTree tree;

    BeamTreeView(Texts texts, ObservableValue<Palette> colours) {
        this.texts = texts;
        palette.bind(colours);
        getStyleClass().add("beam-tree");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
        palette.subscribe((before, after) -> redraw.request());
        selected.subscribe((before, after) -> redraw.request());
        focusedProperty().subscribe(now -> redraw.request());
        canvas.setOnMousePressed(event -> requestFocus());
        canvas.setOnMouseClicked(event -> selected.set(at(event.getX(), event.getY())));
        setOnKeyPressed(this::keyPressed);
    }

    void show(@Nullable BeamTree next) {
        tree = next;
        columns.clear();
        row = new int[next == null ? 0 : next.nodes().size()];
        for (int i = 0; i < row.length; i++) {
            int step = next == null ? 0 : next.nodes().get(i).step();
            while (columns.size() <= step) columns.add(new ArrayList<>());
            row[i] = columns.get(step).size();
            columns.get(step).add(i);
        }
        selected.set(NONE);
        requestLayout();
        redraw.request();
    }

    /// The chosen node, or [#NONE].
    IntegerProperty selectedProperty() {
        return selected;
    }

    /// Where a node begins.
    double x(int node) {
        return tree == null ? 0 : PAD + tree.nodes().get(node).step() * COLUMN;
    }

    /// Its middle.
    double y(int node) {
        return PAD + (row[node] + 0.5) * ROW;
    }

    private int at(double px, double py) {
        int column = (int) ((px - PAD) / COLUMN);
        int line = (int) ((py - PAD) / ROW);
        return px >= PAD
                        && py >= PAD
                        && column < columns.size()
                        && line < columns.get(column).size()
                ? columns.get(column).get(line)
                : NONE;
    }

    /// The chosen node and all before it, or the best text.
    private Set<Integer> path() {
        Set<Integer> path = new HashSet<>();
        BeamTree shown = tree;
        if (shown == null || shown.hypotheses().isEmpty()) return path;
        int node = selected.get() >= 0
                ? selected.get()
                : shown.hypotheses().getFirst().node();
        for (; node >= 0; node = shown.nodes().get(node).parent()) path.add(node);
        return path;
    }

    private void draw() {
        var g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        BeamTree shown = tree;
        if (shown == null) return;
        Palette p = palette.get();
        Set<Integer> path = path();
        // Faint lines first, so that none lies over a strong one.
        for (int layer = 0; layer < 3; layer++) {
            for (int i = 0; i < row.length; i++) {
                BeamTree.Node node = shown.nodes().get(i);
                int of = path.contains(i) ? 2 : node.fate() == Fate.DROPPED ? 0 : 1;
                if (of == layer && node.parent() >= 0) line(node.parent(), i, layer, p);
            }
        }
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < row.length; i++) node(i, shown.nodes().get(i), path.contains(i), p);
    }

    private void line(int from, int to, int layer, Palette p) {
        var g = canvas.getGraphicsContext2D();
        g.setStroke(layer == 2 ? p.selection() : layer == 1 ? p.seriesColour(0) : faint(p.mutedText(), p));
        g.setLineWidth(layer == 0 ? 0.7 : 2.5);
        double x1 = x(from) + BOX;
        double x2 = x(to) - 2;
        double bend = (x2 - x1) / 2;
        g.beginPath();
        g.moveTo(x1, y(from));
        g.bezierCurveTo(x1 + bend, y(from), x2 - bend, y(to), x2, y(to));
        g.stroke();
    }

    private void node(int index, BeamTree.Node node, boolean onPath, Palette p) {
        var g = canvas.getGraphicsContext2D();
        boolean dropped = node.fate() == Fate.DROPPED;
        double x = x(index);
        double y = y(index);
        if (!dropped) {
            g.setFill(p.tokenColour(node.fate() == Fate.ENDED ? 2 : 0));
            g.fillRoundRect(x - 2, y - ROW / 2 + 1.5, BOX + 2, ROW - 3, 5, 5);
        }
        if (onPath) {
            g.setStroke(p.selection());
            g.setLineWidth(index == selected.get() ? 2 : 1);
            g.strokeRoundRect(x - 2, y - ROW / 2 + 1.5, BOX + 2, ROW - 3, 5, 5);
        }
        g.setFill(dropped ? faint(p.text(), p) : p.text());
        g.setFont(dropped ? plain.font() : bold);
        String name = node.fate() == Fate.ENDED ? "■" : AlternativesCard.visible(node.token());
        g.fillText(plain.fit(name, BOX - 46), x, y);
        g.setFont(plain.font());
        String total = texts.format().cell(node.total());
        g.fillText(total, x + BOX - 2 - plain.width(total), y);
    }

    private static Color faint(Color colour, Palette p) {
        return p.background().interpolate(colour, FAINT);
    }

    private void keyPressed(KeyEvent event) {
        BeamTree shown = tree;
        if (shown == null || row.length == 0 || event.isShortcutDown() || event.isAltDown()) return;
        int now = selected.get();
        int next =
                switch (event.getCode()) {
                    case RIGHT -> now < 0 ? 0 : child(shown, now);
                    case LEFT ->
                        now < 0 ? 0 : Math.max(0, shown.nodes().get(now).parent());
                    case DOWN -> now < 0 ? 0 : neighbour(shown, now, 1);
                    case UP -> now < 0 ? 0 : neighbour(shown, now, -1);
                    case HOME -> 0;
                    case ESCAPE -> NONE;
                    default -> Integer.MIN_VALUE;
                };
        if (next == Integer.MIN_VALUE) return;
        selected.set(next);
        event.consume();
    }

    private static int child(BeamTree tree, int node) {
        for (int i = node + 1; i < tree.nodes().size(); i++)
            if (tree.nodes().get(i).parent() == node) return i;
        return node;
    }

    private int neighbour(BeamTree tree, int node, int by) {
        List<Integer> column = columns.get(tree.nodes().get(node).step());
        return column.get(Math.clamp(row[node] + by, 0, column.size() - 1));
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            redraw.request();
        }
        if (redraw.isPending()) redraw.runNow();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 2 * PAD + columns.size() * COLUMN;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 2 * PAD + ROW * columns.stream().mapToInt(List::size).max().orElse(0);
    }

    @Override
    protected double computeMinWidth(double height) {
        return computePrefWidth(height);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        BeamTree shown = tree;
        if (attribute != AccessibleAttribute.TEXT || shown == null) {
            return super.queryAccessibleAttribute(attribute, parameters);
        }
        if (selected.get() >= 0) return words(texts, shown, selected.get());
        return texts.get("generate.beams.summary", shown.nodes().size(), columns.size());
    }

    /// A node in words.
    static String words(Texts texts, BeamTree tree, int node) {
        BeamTree.Node one = tree.nodes().get(node);
        var text = new StringBuilder();
        for (int i = node; i >= 0; i = tree.nodes().get(i).parent())
            text.insert(0, tree.nodes().get(i).token());
        return texts.get(
                "generate.beams.node."
                        + switch (one.fate()) {
                            case KEPT -> "kept";
                            case ENDED -> "ended";
                            case DROPPED -> "dropped";
                        },
                AlternativesCard.visible(text.toString()),
                texts.format().percent(Math.exp(one.logProbability())),
                texts.format().number(one.total()));
    }
}
