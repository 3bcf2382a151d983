package glassformer.ui.chart;

import glassformer.ui.common.Texts;
import glassformer.ui.shell.Dialogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Saves what a chart shows to a file that the person chooses.
///
/// @param name what the file is called at first, without an ending
public record CurveExport(Texts texts, Dialogs dialogs, Supplier<String> name) {
    /// With another first name.
    public CurveExport named(String suffix) {
        return new CurveExport(texts, dialogs, () -> name.get() + "-" + suffix);
    }

    /// Asks where to, with `first` on top of the kinds; the ending of what the person chose decides.
    void ask(SavedChart chart, CurveFile.Kind first) {
        List<Dialogs.FileKind> kinds = Stream.concat(
                        Stream.of(first), Stream.of(CurveFile.Kind.values()).filter(kind -> kind != first))
                .map(kind -> new Dialogs.FileKind(texts.get("chart.export." + kind.ending()), "*." + kind.ending()))
                .toList();
        dialogs.saveFile(texts.get("chart.export"), name.get() + "." + first.ending(), kinds)
                .ifPresent(file -> write(chart, file, CurveFile.Kind.of(file).orElse(first)));
    }

    private void write(SavedChart chart, Path file, CurveFile.Kind kind) {
        try {
            CurveFile.write(chart, file, kind);
        } catch (IOException e) {
            dialogs.error(texts.get("chart.export"), texts.get("chart.export.failed", file), e.toString());
        }
    }
}
