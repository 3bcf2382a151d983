package glassformer.ui.chart;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes what a chart shows to a file.
public final class CurveFile {
    private CurveFile() {}

    /// What such a file can be.
    public enum Kind {
        CSV,
        PNG,
        SVG;

        public String ending() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// By the ending of a file's name.
        public static Optional<Kind> of(Path file) {
            String name = file.toString().toLowerCase(Locale.ROOT);
            return Stream.of(values())
                    .filter(kind -> name.endsWith("." + kind.ending()))
                    .findFirst();
        }
    }

    /// @throws IOException where it can't be written, or where the chart has no points and a picture is wanted
    public static void write(SavedChart chart, Path file, Kind kind) throws IOException {
        switch (kind) {
            case CSV -> {
                try (Writer out = Files.newBufferedWriter(file)) {
                    chart.writeCsv(out);
                }
            }
            case SVG -> {
                CurvePicture picture = picture(chart);
                try (Writer out = Files.newBufferedWriter(file)) {
                    CurveSvg.write(picture, chart.painter(), out);
                }
            }
            case PNG -> {
                CurvePicture picture = picture(chart);
                try (OutputStream out = Files.newOutputStream(file)) {
                    CurvePng.write(picture, chart.painter(), out);
                }
            }
        }
    }

    private static CurvePicture picture(SavedChart chart) throws IOException {
        return chart.picture()
                .orElseThrow(() -> new IOException(chart.emptyTextProperty().get()));
    }
}
