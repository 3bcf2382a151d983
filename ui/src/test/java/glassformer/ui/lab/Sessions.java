package glassformer.ui.lab;

import glassformer.run.Lab;
import glassformer.ui.settings.SettingsFolder;
import java.nio.file.Path;

/// Sessions for tests, without a file and with nothing to restore.
public final class Sessions {
    private Sessions() {}

    /// @param folder for the settings and for relative data paths
    public static LabSession of(Lab lab, Path folder) {
        var settings = new SettingsFolder(folder.resolve("settings"));
        return new LabSession(lab, folder, new Autosave(settings, later -> {}), new RecentLabs(settings));
    }
}
