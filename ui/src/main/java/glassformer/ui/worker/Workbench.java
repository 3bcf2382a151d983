package glassformer.ui.worker;

import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.shell.ShellViewModel;
import glassformer.ui.theme.Palette;
import javafx.beans.value.ObservableValue;

/// What every page that works with the compute worker is made from.
public record Workbench(
        LabSession session,
        WorkerLink link,
        Background background,
        ShellViewModel shell,
        Dialogs dialogs,
        Texts texts,
        ObservableValue<Palette> palette) {}
