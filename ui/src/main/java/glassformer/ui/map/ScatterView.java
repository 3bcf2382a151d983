package glassformer.ui.map;

import glassformer.ui.common.OncePerPulse;
import glassformer.ui.common.PixelImage;
import glassformer.ui.theme.Palette;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// A cloud of points, painted as pixels: tens of thousands cost milliseconds. A drag turns it in three dimensions and
/// moves it in two, the wheel zooms; with the keyboard arrows, plus, minus and 0 do the same.
final class ScatterView extends Region {
    private static final double NEAR = 10;

    private final Canvas canvas = new Canvas();
    private final ObservableValue<Palette> palette;
    private final PointPainter painter = new PointPainter();
    private final OncePerPulse redraw = new OncePerPulse(this::draw);
    private final PointLabels labels = new PointLabels();
    private IntConsumer chosen = index -> {};
    private IntFunction<String> described = index -> "";
    private @Nullable PixelImage image;
    private @Nullable MapCloud cloud;
    private Camera.@Nullable Seen seen;
    private boolean @Nullable [] found;
    private boolean byGroup = true;
    private Camera camera = Camera.START;
    private int hovered = -1;
    private int selected = -1;
    private List<Integer> near = List.of();
    private int joined;
    private String summary = "";

    ScatterView(String id, ObservableValue<Palette> palette) {
        this.palette = palette;
        setId(id);
        getStyleClass().addAll("picture", "scatter");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        palette.subscribe(redraw::request);
        new ScatterInput(this).install();
    }

    /// @param chosen    hears which point is clicked
    /// @param described a point's words for people
    void listen(IntConsumer chosen, IntFunction<String> described) {
        this.chosen = chosen;
        this.described = described;
    }

    /// @param summary what is to be seen, in words
    void show(@Nullable MapCloud now, String summary) {
        boolean other = cloud == null || now == null || cloud.dimensions() != now.dimensions();
        cloud = now;
        this.summary = summary;
        hovered = -1;
        selected = -1;
        near = List.of();
        found = null;
        if (other) camera = Camera.START;
        redraw.request();
    }

    void colour(boolean byGroup) {
        this.byGroup = byGroup;
        redraw.request();
    }

    /// All other points fade; null for none.
    void highlight(boolean @Nullable [] found) {
        this.found = found;
        redraw.request();
    }

    /// @param selected -1 for none
    /// @param near     shown with their names
    void select(int selected, List<Integer> near) {
        this.selected = selected;
        this.near = near;
        redraw.request();
    }

    /// Joins the first points by a line with arrows' order in their names.
    void join(int count) {
        joined = count;
        redraw.request();
    }

    Camera camera() {
        return camera;
    }

    void look(Camera from) {
        camera = from;
        redraw.request();
    }

    boolean turns() {
        return cloud != null && cloud.dimensions() == 3;
    }

    void hover(double x, double y) {
        int now = at(x, y);
        if (now == hovered) return;
        hovered = now;
        redraw.request();
    }

    void click(double x, double y) {
        int at = at(x, y);
        if (at >= 0) chosen.accept(at);
    }

    /// The point nearest to a place, -1 where none is near.
    int at(double x, double y) {
        if (seen == null) return -1;
        int best = -1;
        double least = NEAR * NEAR;
        for (int i = 0; i < seen.x().length; i++) {
            double awayX = seen.x()[i] - x;
            double awayY = seen.y()[i] - y;
            double away = awayX * awayX + awayY * awayY;
            if (away < least) {
                least = away;
                best = i;
            }
        }
        return best;
    }

    /// Where a point is, for tests and pictures.
    double[] place(int index) {
        draw();
        return seen == null ? new double[] {0, 0} : new double[] {seen.x()[index], seen.y()[index]};
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        g.clearRect(0, 0, width, height);
        if (cloud == null || width < 2 || height < 2) {
            seen = null;
            return;
        }
        Palette colours = palette.getValue();
        seen = camera.see(cloud, width, height);
        image = PixelImage.sized(image, (int) width, (int) height);
        points(cloud, seen, image, colours);
        g.drawImage(image.image(), 0, 0);
        if (joined > 1) line(g, seen, colours);
        labels.draw(g, cloud, seen, picture(colours, width, height));
        if (hovered >= 0) labels.box(g, described.apply(hovered), seen, hovered, colours, width, height);
    }

    private PointLabels.Picture picture(Palette colours, double width, double height) {
        return new PointLabels.Picture(selected, near, found, joined, colours, new Rectangle2D(0, 0, width, height));
    }

    private void points(MapCloud all, Camera.Seen at, PixelImage into, Palette colours) {
        int[] argb = PointColours.of(all, byGroup && all.hasGroups(), colours);
        int faded = PointColours.argb(colours.background().interpolate(colours.mutedText(), 0.25));
        painter.begin(into);
        for (int i = all.size() - 1; i >= 0; i--) { // the most frequent on top
            boolean fades = found != null && !found[i];
            int size = i == selected || i < joined ? 2 : fades || all.size() > 8_000 ? 0 : 1;
            if (found != null && found[i]) size = 2;
            painter.point(into, at.x()[i], at.y()[i], at.depths()[i], fades ? faded : argb[i], size);
        }
    }

    private void line(GraphicsContext g, Camera.Seen at, Palette colours) {
        g.setStroke(colours.text());
        g.setLineWidth(1.6);
        g.beginPath();
        for (int i = 0; i < joined; i++) g.lineTo(at.x()[i], at.y()[i]);
        g.stroke();
    }

    @Override
    protected void layoutChildren() {
        boolean resized = canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight();
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        if (resized || redraw.isPending()) redraw.runNow();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 560;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 480;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 240;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 220;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT ? summary : super.queryAccessibleAttribute(attribute, parameters);
    }
}
