package glassformer.ui.window;

import glassformer.ui.common.Background;
import glassformer.ui.data.CorpusFinder;
import glassformer.ui.home.SampleLab;
import glassformer.ui.theme.Theme;
import glassformer.ui.worker.WorkerLink;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the application gives the window.
///
/// @param samples the labs of the gallery; asked for in the background, after the first frame
/// @param sampleTexts the names that stand after `sample:`; the first is what a new lab learns from
/// @param corpora finds the text of a lab; called in the background
/// @param worker makes the link to the compute worker, which starts no process before it is asked something
/// @param settingsFolder what the window remembers
/// @param runsFolder where new runs are made and known ones are listed
/// @param labsFolder what the data paths of a lab without a file are relative to
/// @param theme null for the one that was chosen last
/// @param openFolder shows a folder in the system's file manager
/// @param firstFrame called once, on the JavaFX thread, when the first frame was drawn
public record WindowSetup(
        Supplier<List<SampleLab>> samples,
        List<String> sampleTexts,
        CorpusFinder corpora,
        Supplier<WorkerLink> worker,
        Path settingsFolder,
        Path runsFolder,
        Path labsFolder,
        Locale locale,
        @Nullable Theme theme,
        Background background,
        Consumer<Path> openFolder,
        Runnable firstFrame) {
    public WindowSetup {
        sampleTexts = List.copyOf(sampleTexts);
    }
}
