package glassformer.ui.chart;

import glassformer.ui.common.Texts;
import glassformer.ui.shell.Dialogs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Saves what a chart shows to a file that the person chooses.
///
/// @param name what the file is called at first, without an ending
public record CurveExport(Texts texts, Dialogs dialogs, Supplier<String> name) {
    /// What such a file can be.
    public enum Kind {
        CSV,
        PNG,
        SVG;

        String ending() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Optional<Kind> of(Path file) {
            String name = file.toString().toLowerCase(Locale.ROOT);
            return Stream.of(values())
                    .filter(kind -> name.endsWith("." + kind.ending()))
                    .findFirst();
        }
    }

    /// With another first name.
    public CurveExport named(String suffix) {
        return new CurveExport(texts, dialogs, () -> name.get() + "-" + suffix);
    }

    /// Asks where to, with `first` on top of the kinds; the ending of what the person chose decides.
    void ask(SavedChart chart, Kind first) {
        List<Dialogs.FileKind> kinds = Stream.concat(
                        Stream.of(first), Stream.of(Kind.values()).filter(kind -> kind != first))
                .map(kind -> new Dialogs.FileKind(texts.get("chart.export." + kind.ending()), "*." + kind.ending()))
                .toList();
        dialogs.saveFile(texts.get("chart.export"), name.get() + "." + first.ending(), kinds)
                .ifPresent(file -> write(chart, file, Kind.of(file).orElse(first)));
    }

    private void write(SavedChart chart, Path file, Kind kind) {
        try {
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
        } catch (IOException e) {
            dialogs.error(texts.get("chart.export"), texts.get("chart.export.failed", file), e.toString());
        }
    }

    private CurvePicture picture(SavedChart chart) throws IOException {
        return chart.picture().orElseThrow(() -> new IOException(texts.get("chart.empty")));
    }
}
