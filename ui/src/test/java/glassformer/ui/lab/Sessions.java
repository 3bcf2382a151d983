package glassformer.ui.lab;

import glassformer.run.Lab;
import glassformer.ui.settings.SettingsFolder;
import java.io.IOException;
import java.nio.file.Path;

/// Sessions for tests, without a file and with nothing to restore.
public final class Sessions {
    private Sessions() {}

    /// Leaves unsaved changes behind, as a window does that crashed.
    public static void crash(Lab changed, Path folder, Path settings) throws IOException, InterruptedException {
        Process ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var autosave = new Autosave(new SettingsFolder(settings), Runnable::run, ended.toHandle());
        autosave.keep(new LabDocument(changed, null, folder));
        ended.waitFor();
    }

    /// @param folder for the settings and for relative data paths
    public static LabSession of(Lab lab, Path folder) {
        var settings = new SettingsFolder(folder.resolve("settings"));
        return new LabSession(lab, folder, new Autosave(settings, later -> {}), new RecentLabs(settings));
    }
}
