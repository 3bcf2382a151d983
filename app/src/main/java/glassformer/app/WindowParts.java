package glassformer.app;

import glassformer.samples.SampleLabs;
import glassformer.task.DataText;
import glassformer.ui.common.Background;
import glassformer.ui.home.SampleLab;
import glassformer.ui.theme.Theme;
import glassformer.ui.window.WindowSetup;
import glassformer.ui.worker.WorkerLink;
import java.awt.Desktop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the window is made from in the application.
final class WindowParts {
    private WindowParts() {}

    static WindowSetup setup(Places places, Locale locale, @Nullable Theme theme, Runnable firstFrame) {
        SampleLabs labs = new SampleLabs();
        return new WindowSetup(
                () -> labs.names().stream()
                        .map(name -> new SampleLab(labs.lab(name)))
                        .toList(),
                List.of("wordnet"),
                (lab, folder) -> DataText.of(lab.values(), folder),
                () -> WorkerLink.forWindow(OwnProcess.command("worker")),
                places.settings(),
                places.runs(),
                places.labs(),
                locale,
                theme,
                Background.forWindow(),
                WindowParts::openFolder,
                firstFrame);
    }

    /// In the background: some desktops take seconds to answer.
    private static void openFolder(Path folder) {
        Thread.ofVirtual().start(() -> {
            try {
                if (Desktop.isDesktopSupported()) {
                    Desktop.getDesktop().open(folder.toFile());
                }
            } catch (IOException | UnsupportedOperationException e) {
                System.getLogger(WindowParts.class.getName())
                        .log(System.Logger.Level.WARNING, "The folder " + folder + " could not be shown.", e);
            }
        });
    }
}
