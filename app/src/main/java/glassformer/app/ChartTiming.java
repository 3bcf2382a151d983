package glassformer.app;

import glassformer.ui.chart.ChartBench;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import glassformer.ui.theme.Theme;
import java.util.Locale;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;

/// Runs the chart's benchmark in a toolkit of its own, apart from the command, which must not load JavaFX before.
final class ChartTiming {
    private ChartTiming() {}

    static ChartBench.Result of(int frames) {
        HeadlessToolkit.choose();
        Platform.startup(() -> Platform.setImplicitExit(false));
        try {
            return HiddenWindow.onWindow(
                    () -> new ChartBench(new Texts(Locale.ENGLISH), new SimpleObjectProperty<>(Palette.of(Theme.LIGHT)))
                            .measure(frames));
        } finally {
            Platform.exit();
        }
    }
}
