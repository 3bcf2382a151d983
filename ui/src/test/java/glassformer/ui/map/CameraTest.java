package glassformer.ui.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.ui.common.PixelImage;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CameraTest {
    private static MapCloud cloud(int dimensions, float... places) {
        int size = places.length / dimensions;
        return new MapCloud(
                Collections.nCopies(size, "x"), List.of(), new int[size], new long[size], dimensions, places);
    }

    @Test
    void theWholeCloudIsSeenAtFirst() {
        Camera.Seen seen = Camera.START.see(cloud(2, -3, 0, 5, 1, 1, 2), 400, 300);
        for (int i = 0; i < 3; i++) {
            assertThat(seen.x()[i]).isBetween(0f, 400f);
            assertThat(seen.y()[i]).isBetween(0f, 300f);
        }
        assertThat(seen.x()[0]).isLessThan(seen.x()[1]);
        assertThat(seen.y()[0]).as("up is up").isGreaterThan(seen.y()[2]);
    }

    @Test
    void aFlatCloudFillsAWidePicture() {
        Camera.Seen wide = Camera.START.see(cloud(2, -2, -1, 2, 1), 400, 100);
        assertThat(wide.y()[0] - wide.y()[1]).isCloseTo(92, within(0.01f));
        assertThat(wide.x()[1] - wide.x()[0]).as("one scale for both").isCloseTo(184, within(0.01f));
        Camera.Seen line = Camera.START.see(cloud(2, -2, 1, 2, 1), 400, 100);
        assertThat(line.x()[1] - line.x()[0]).isCloseTo(368, within(0.01f));
        assertThat(line.y()).containsExactly(50, 50);
        assertThat(Camera.START.see(cloud(2, 3, 3), 400, 100).x()).containsExactly(200);
    }

    @Test
    void turningKeepsDistancesFromTheMiddle() {
        MapCloud cloud = cloud(3, 1, 2, 3, -1, -2, -3, 2, -2, 0, -2, 2, 0);
        Camera.Seen seen = Camera.START.turned(1.1, -0.4).see(cloud, 200, 200);
        double scale = 0;
        for (int i = 0; i < 4; i++) {
            float[] p = cloud.places();
            double real = Math.sqrt(p[3 * i] * p[3 * i] + p[3 * i + 1] * p[3 * i + 1] + p[3 * i + 2] * p[3 * i + 2]);
            double factor = 0.46 * 200 / Math.sqrt(4 + 4 + 9);
            double drawn = Math.hypot(Math.hypot(seen.x()[i] - 100, seen.y()[i] - 100), seen.depths()[i] * factor);
            assertThat(drawn).isCloseTo(real * factor, within(1e-3));
            scale = Math.max(scale, drawn);
        }
        assertThat(scale).isPositive();
    }

    @Test
    void zoomingKeepsWhatIsUnderThePointer() {
        MapCloud cloud = cloud(2, -1, -1, 1, 1, 0.3f, 0.4f);
        Camera camera = Camera.START;
        Camera.Seen before = camera.see(cloud, 300, 300);
        double x = (before.x()[2] - 150) / 300;
        double y = (before.y()[2] - 150) / 300;
        Camera.Seen after = camera.zoomed(3, x, y).see(cloud, 300, 300);
        assertThat(after.x()[2]).isCloseTo(before.x()[2], within(0.01f));
        assertThat(after.y()[2]).isCloseTo(before.y()[2], within(0.01f));
        assertThat(after.x()[1] - after.x()[0]).isCloseTo(3 * (before.x()[1] - before.x()[0]), within(0.01f));
    }

    @Test
    void aNearerPointHidesAFartherOne() {
        var image = new PixelImage(20, 20);
        var painter = new PointPainter();
        painter.begin(image);
        painter.point(image, 10, 10, 2, 0xFF0000FF, 1);
        painter.point(image, 10, 10, 1, 0xFFFF0000, 1);
        assertThat(image.argb(10, 10)).isEqualTo(0xFF0000FF);
    }

    @Test
    void thirtyThousandPointsArePaintedWithinAFrame() {
        Random random = new Random(1);
        float[] places = new float[90_000];
        for (int i = 0; i < places.length; i++) places[i] = (float) random.nextGaussian();
        MapCloud cloud = cloud(3, places);
        var image = new PixelImage(800, 600);
        var painter = new PointPainter();
        double best = Double.POSITIVE_INFINITY;
        for (int frame = 0; frame < 40; frame++) {
            long began = System.nanoTime();
            Camera.Seen seen = Camera.START.turned(frame * 0.1, 0).see(cloud, 800, 600);
            painter.begin(image);
            for (int i = 0; i < cloud.size(); i++) {
                painter.point(image, seen.x()[i], seen.y()[i], seen.depths()[i], 0xFF336699, 0);
            }
            best = Math.min(best, (System.nanoTime() - began) / 1e6);
        }
        assertThat(best).as("milliseconds").isLessThan(50);
    }
}
