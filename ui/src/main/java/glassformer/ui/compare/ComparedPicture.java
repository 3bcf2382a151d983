package glassformer.ui.compare;

import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurveFile;
import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.theme.Palette;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

/// The losses of runs over each other in a file, without a window. Call on the JavaFX thread.
public final class ComparedPicture {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 560;

    private final Texts texts;
    private final Palette palette;

    public ComparedPicture(Texts texts, Palette palette) {
        this.texts = texts;
        this.palette = palette;
    }

    /// @throws glassformer.BadInputException where a folder is no run
    /// @throws IOException where the file can't be written
    public void write(List<Path> runs, Path file, CurveFile.Kind kind) throws IOException {
        List<FollowedRun> followed = new ArrayList<>();
        for (Path run : runs) {
            var one = new FollowedRun(run);
            one.apply(one.read());
            followed.add(one);
        }
        var shown = ShownComparison.of(followed, new RunLabels(new FieldTexts(texts)));
        var chart = new CurveChart(texts, new SimpleObjectProperty<>(palette), texts.get("train.curve.x"));
        chart.series().setAll(ComparedSeries.of(shown, new ShownMeasure.Losses(), palette, texts));
        var scene = new Scene(chart, WIDTH, HEIGHT);
        scene.getRoot().applyCss();
        chart.resize(WIDTH, HEIGHT);
        chart.layout();
        CurveFile.write(chart, file, kind);
    }
}
