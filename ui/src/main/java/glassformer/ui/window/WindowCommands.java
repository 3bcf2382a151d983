package glassformer.ui.window;

import glassformer.ui.common.Texts;
import glassformer.ui.home.Presets;
import glassformer.ui.lab.LabActions;
import glassformer.ui.lab.LabSession;
import glassformer.ui.shell.Command;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/// The buttons of the top bar and their keys.
record WindowCommands(LabSession session, LabActions actions, Presets presets, Texts texts) {
    List<List<Command>> all() {
        return List.of(
                List.of(
                        Command.of(
                                "new",
                                texts.get("lab.new"),
                                Feather.FILE_PLUS,
                                "Shortcut+N",
                                () -> actions.open(presets.gpt(), session.folder())),
                        Command.of("open", texts.get("command.open"), Feather.FOLDER, "Shortcut+O", actions::openFile),
                        Command.of("save", texts.get("command.save"), Feather.SAVE, "Shortcut+S", actions::save),
                        Command.of(
                                "save-as",
                                texts.get("command.saveAs"),
                                Feather.COPY,
                                "Shortcut+Shift+S",
                                actions::saveAs)),
                List.of(
                        Command.of(
                                "undo",
                                texts.get("command.undo"),
                                Feather.CORNER_UP_LEFT,
                                "Shortcut+Z",
                                session.canUndoProperty(),
                                session::undo),
                        Command.of(
                                "redo",
                                texts.get("command.redo"),
                                Feather.CORNER_UP_RIGHT,
                                "Shortcut+Y",
                                session.canRedoProperty(),
                                session::redo)));
    }
}
