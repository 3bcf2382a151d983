package glassformer.app;

import glassformer.BadInputException;
import glassformer.ui.chart.CurveFile;
import glassformer.ui.common.Texts;
import glassformer.ui.compare.ComparedPicture;
import glassformer.ui.theme.Palette;
import glassformer.ui.theme.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;

/// Draws runs' curves into a file, in a toolkit of its own, apart from the commands, which load no JavaFX.
final class PictureFile {
    private PictureFile() {}

    /// @throws BadInputException where the file's name does not say what it is to be
    static void check(Path file) {
        kind(file);
    }

    private static CurveFile.Kind kind(Path file) {
        return CurveFile.Kind.of(file)
                .orElseThrow(() -> new BadInputException(
                        "--picture is " + file + ", but its name must end with .png, .svg or .csv."));
    }

    static void draw(List<Path> runs, Path file) {
        CurveFile.Kind kind = kind(file);
        HeadlessToolkit.choose();
        Platform.startup(() -> Platform.setImplicitExit(false));
        try {
            String problem = HiddenWindow.onWindow(() -> written(runs, file, kind));
            if (!problem.isEmpty()) {
                throw new BadInputException(file + " could not be written: " + problem + ".");
            }
        } finally {
            Platform.exit();
        }
    }

    private static String written(List<Path> runs, Path file, CurveFile.Kind kind) {
        try {
            new ComparedPicture(new Texts(Locale.ENGLISH), Palette.of(Theme.LIGHT)).write(runs, file, kind);
            return "";
        } catch (IOException e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }
}
