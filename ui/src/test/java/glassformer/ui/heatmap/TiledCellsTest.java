package glassformer.ui.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TiledCellsTest {
    private static final int ROWS = 900;
    private static final int COLUMNS = 1300;

    private final Counted source = new Counted();
    private final List<Runnable> waiting = new ArrayList<>();

    /// Random values, and how many were read.
    private static final class Counted implements CellSource {
        private final float[] values = new float[ROWS * COLUMNS];
        private long read;

        Counted() {
            Random random = new Random(4);
            for (int i = 0; i < values.length; i++) values[i] = random.nextFloat();
            values[700 * COLUMNS + 1100] = 9;
        }

        @Override
        public int rows() {
            return ROWS;
        }

        @Override
        public int columns() {
            return COLUMNS;
        }

        @Override
        public void read(int row, int column, int count, float[] into, int at) {
            read += count;
            System.arraycopy(values, row * COLUMNS + column, into, at, count);
        }

        float largest(int fromRow, int toRow, int fromColumn, int toColumn) {
            float most = 0;
            for (int r = fromRow; r < Math.min(toRow, ROWS); r++) {
                for (int c = fromColumn; c < Math.min(toColumn, COLUMNS); c++) {
                    most = Math.max(most, values[r * COLUMNS + c]);
                }
            }
            return most;
        }
    }

    private TiledCells atOnce(long bytes) {
        return new TiledCells(source, new TileCache(Runnable::run, Runnable::run, 1, bytes));
    }

    private static int[] starts(int from, int each, int pixels) {
        var starts = new int[pixels + 1];
        for (int i = 0; i <= pixels; i++) starts[i] = from + i * each;
        return starts;
    }

    @Test
    void aPixelOfSeveralCellsShowsTheLargestOfItsSquares() {
        TiledCells cells = atOnce(64 << 20);
        var pixels = new float[300];
        cells.largest(700, 704, starts(0, 4, 300), pixels);
        for (int i = 0; i < 300; i++) {
            assertThat(pixels[i]).isEqualTo(source.largest(700, 704, i * 4, i * 4 + 4));
        }
        // Not a multiple of a square: never less than what is there, and of nothing more than a pixel away.
        var wide = new float[90];
        cells.largest(690, 707, starts(3, 13, 90), wide);
        for (int i = 0; i < 90; i++) {
            int left = 3 + i * 13;
            assertThat(wide[i])
                    .isBetween(
                            source.largest(690, 707, left, left + 13),
                            source.largest(680, 720, Math.max(0, left - 13), left + 26));
        }
    }

    @Test
    void seenCloselyEachCellIsItself() {
        var pixels = new float[40];
        TiledCells cells = atOnce(64 << 20);
        cells.largest(255, 256, starts(250, 1, 40), pixels);
        for (int i = 0; i < 40; i++) assertThat(pixels[i]).isEqualTo(cells.at(255, 250 + i));
    }

    @Test
    void onlyTilesInSightAreRead() {
        atOnce(64 << 20).largest(10, 11, starts(0, 1, 200), new float[200]);
        assertThat(source.read).isEqualTo(256 * 256);
    }

    @Test
    void whatIsKeptStaysWithinItsBound() {
        var cache = new TileCache(Runnable::run, Runnable::run, 1, 3L * 256 * 256 * 4);
        var cells = new TiledCells(source, cache);
        for (int row = 0; row < ROWS; row += 100) cells.largest(row, row + 1, starts(0, 1, 1300), new float[1300]);
        assertThat(cache.bytes()).isEqualTo(3L * 256 * 256 * 4);
    }

    @Test
    void aCoarserTileStandsInUntilTheFineOneIsThere() {
        var cache = new TileCache(waiting::add, Runnable::run, 1, 64 << 20);
        var cells = new TiledCells(source, cache);
        List<String> told = new ArrayList<>();
        cells.whenLoaded(() -> told.add("more"));
        var pixels = new float[100];
        cells.largest(696, 704, starts(0, 8, 100), pixels);
        assertThat(cells.isLoading()).isTrue();
        assertThat(pixels[0]).isEqualTo(Float.NEGATIVE_INFINITY);
        work();
        assertThat(told).isNotEmpty();
        cells.largest(700, 701, starts(600, 1, 100), pixels);
        assertThat(pixels[0]).isEqualTo(source.largest(696, 704, 600, 608));
        work();
        cells.largest(700, 701, starts(600, 1, 100), pixels);
        assertThat(pixels[0]).isEqualTo(cells.at(700, 600));
        assertThat(cells.isLoading()).isFalse();
    }

    @Test
    void wishesOfWhatIsNotShownAnyMoreAreForgotten() {
        var cache = new TileCache(waiting::add, Runnable::run, 1, 64 << 20);
        var cells = new TiledCells(source, cache);
        cells.largest(0, 1, starts(0, 1, 1300), new float[1300]);
        cells.leave();
        work();
        assertThat(source.read).isZero();
    }

    private void work() {
        while (!waiting.isEmpty()) waiting.removeFirst().run();
    }

    @Test
    void theLargestValueIsKnownOnceItWasSeen() {
        TiledCells cells = atOnce(64 << 20);
        assertThat(cells.range()).isEqualTo(new ValueRange(0, 0));
        cells.largest(0, 100, starts(0, 100, 13), new float[13]);
        cells.largest(600, 800, starts(0, 100, 13), new float[13]);
        assertThat(cells.range()).isEqualTo(new ValueRange(0, 9));
    }

    @Test
    void aMeanIsReadFromAllOfThem() {
        CellSource mean = CellSource.mean(List.of(source, source, source));
        var row = new float[10];
        mean.read(5, 7, 8, row, 2);
        assertThat(row[2]).isEqualTo(source.values[5 * COLUMNS + 7], org.assertj.core.api.Assertions.within(1e-6f));
    }

    @Test
    void aSampleReadsOneRowForEachOfItsOwn() {
        Matrix sample = source.sample(64);
        assertThat(sample.columns()).isEqualTo(64);
        assertThat(sample.rows()).isEqualTo(64 * ROWS / COLUMNS);
        assertThat(source.read).isEqualTo((long) sample.rows() * COLUMNS);
        assertThat(sample.at(0, 0)).isEqualTo(source.largest(10, 11, 0, COLUMNS / 64));
    }
}
