package glassformer.ui.chart;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javafx.geometry.VPos;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.text.TextAlignment;
import javax.imageio.ImageIO;

/// A [CurvePicture] as an image with two pixels for each of the window's.
final class CurvePng {
    private static final int SCALE = 2;

    private CurvePng() {}

    static void write(CurvePicture picture, CurvePainter painter, OutputStream out) throws IOException {
        WritableImage image = image(picture, painter);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++)
                pixels.setRGB(x, y, image.getPixelReader().getArgb(x, y));
        }
        if (!ImageIO.write(pixels, "png", out)) throw new IOException("this Java cannot write PNG files");
    }

    private static WritableImage image(CurvePicture picture, CurvePainter painter) {
        LegendLayout legend = LegendLayout.of(picture, painter.small());
        double height = picture.height() + legend.height();
        var canvas = new Canvas(picture.width() * SCALE, height * SCALE);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.scale(SCALE, SCALE);
        g.setFill(picture.palette().background());
        g.fillRect(0, 0, picture.width(), height);
        for (LegendLayout.Place place : legend.places()) legend(g, place, picture, painter);
        g.translate(0, legend.height());
        // A painter of its own: the chart's would share its column image with this picture.
        painter.fresh().paintOver(g, picture);
        var parameters = new SnapshotParameters();
        parameters.setFill(picture.palette().background());
        return canvas.snapshot(parameters, null);
    }

    private static void legend(
            GraphicsContext g, LegendLayout.Place place, CurvePicture picture, CurvePainter painter) {
        g.setStroke(place.entry().colour());
        g.setLineWidth(2.5);
        if (place.entry().dashed()) g.setLineDashes(6, 4);
        g.strokeLine(place.x(), place.y(), place.x() + LegendLayout.LINE, place.y());
        g.setLineDashes();
        g.setFont(painter.small().font());
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.setFill(picture.palette().text());
        g.fillText(place.name(), place.textX(), place.y());
    }
}
