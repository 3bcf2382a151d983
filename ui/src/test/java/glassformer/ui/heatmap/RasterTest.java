package glassformer.ui.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.common.PixelImage;
import glassformer.ui.theme.ColourRamp;
import org.junit.jupiter.api.Test;

class RasterTest {
    private final ColourRamp ramp = ColourRamp.towards(true);

    @Test
    void eachCellHasTheColourOfItsValue() {
        var matrix = new Matrix(2, 3, new float[] {0, 0.5f, 1, 1, 0.5f, 0});
        var raster = new PixelImage(30, 20);
        Raster.paint(raster, matrix, Window.all(matrix), 0, 0, 30, 20, ramp, ValueRange.PROBABILITY);
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                int expected = ramp.argb(Math.round(matrix.at(row, column) * 255));
                assertThat(raster.argb(column * 10 + 5, row * 10 + 5)).isEqualTo(expected);
                assertThat(raster.argb(column * 10, row * 10)).isEqualTo(expected);
            }
        }
    }

    @Test
    void aSingleStrongCellSurvivesShrinking() {
        var values = new float[512 * 512];
        values[300 * 512 + 100] = 1;
        var matrix = new Matrix(512, 512, values);
        var raster = new PixelImage(32, 32);
        Raster.paint(raster, matrix, Window.all(matrix), 0, 0, 32, 32, ramp, ValueRange.PROBABILITY);
        int strong = 0;
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) if (raster.argb(x, y) == ramp.argb(255)) strong++;
        }
        assertThat(strong).isEqualTo(1);
        assertThat(raster.argb(100 / 16, 300 / 16)).isEqualTo(ramp.argb(255));
    }

    @Test
    void aWindowShowsItsPartOnly() {
        var matrix = new Matrix(4, 4, new float[] {0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0});
        var raster = new PixelImage(8, 8);
        Raster.paint(raster, matrix, new Window(1, 1, 2, 2), 0, 0, 8, 8, ramp, ValueRange.PROBABILITY);
        for (int i = 0; i < 64; i++) assertThat(raster.argb(i % 8, i / 8)).isEqualTo(ramp.argb(255));
    }

    @Test
    void valuesOutsideTheRangeTakeItsEnds() {
        var matrix = new Matrix(1, 3, new float[] {-5, 7, Float.NaN});
        var raster = new PixelImage(3, 1);
        Raster.paint(raster, matrix, Window.all(matrix), 0, 0, 3, 1, ramp, ValueRange.PROBABILITY);
        assertThat(raster.argb(0, 0)).isEqualTo(ramp.argb(0));
        assertThat(raster.argb(1, 0)).isEqualTo(ramp.argb(255));
        assertThat(raster.argb(2, 0)).isEqualTo(ramp.argb(0));
    }
}
