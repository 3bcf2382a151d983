package glassformer.ui.shell;

import glassformer.ui.common.Texts;
import glassformer.ui.theme.ThemeStyle;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.Alert.AlertType;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// [Dialogs] as windows in front of the owner. File choosers start where the last one ended.
public final class FxDialogs implements Dialogs {
    private final Texts texts;
    private final ThemeStyle style;
    private final Supplier<? extends @Nullable Window> owner;
    private @Nullable File lastFolder;

    public FxDialogs(Texts texts, ThemeStyle style, Supplier<? extends @Nullable Window> owner) {
        this.texts = texts;
        this.style = style;
        this.owner = owner;
    }

    @Override
    public boolean confirm(Question question) {
        var go = new ButtonType(question.action(), ButtonData.OK_DONE);
        var alert = alert(AlertType.CONFIRMATION, question.title(), question.text(), go, cancel());
        if (question.dangerous())
            alert.getDialogPane().lookupButton(go).getStyleClass().add("danger");
        return alert.showAndWait().filter(go::equals).isPresent();
    }

    @Override
    public Unsaved unsavedChanges(String labName) {
        var save = new ButtonType(texts.get("dialog.save"), ButtonData.YES);
        var discard = new ButtonType(texts.get("dialog.discard"), ButtonData.NO);
        var alert = alert(
                AlertType.CONFIRMATION,
                texts.get("dialog.unsaved.title"),
                texts.get("dialog.unsaved.text", labName),
                save,
                discard,
                cancel());
        return alert.showAndWait()
                .map(answer -> answer == save ? Unsaved.SAVE : answer == discard ? Unsaved.DISCARD : Unsaved.CANCEL)
                .orElse(Unsaved.CANCEL);
    }

    @Override
    public Optional<Path> openFile(String title, List<FileKind> kinds) {
        return chosen(fileChooser(title, kinds).showOpenDialog(owner.get()));
    }

    @Override
    public Optional<Path> saveFile(String title, String suggestedName, List<FileKind> kinds) {
        var chooser = fileChooser(title, kinds);
        chooser.setInitialFileName(suggestedName);
        return chosen(chooser.showSaveDialog(owner.get()));
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        if (lastFolder != null && lastFolder.isDirectory()) chooser.setInitialDirectory(lastFolder);
        return chosen(chooser.showDialog(owner.get()));
    }

    @Override
    public void error(String title, String text, @Nullable String details) {
        var alert = alert(AlertType.ERROR, title, text, new ButtonType(texts.get("dialog.close"), ButtonData.OK_DONE));
        if (details != null) {
            var area = new TextArea(details);
            area.setEditable(false);
            alert.getDialogPane().setExpandableContent(area);
        }
        alert.showAndWait();
    }

    private ButtonType cancel() {
        return new ButtonType(texts.get("dialog.cancel"), ButtonData.CANCEL_CLOSE);
    }

    private Alert alert(AlertType type, String title, String text, ButtonType... buttons) {
        var alert = new Alert(type, text, buttons);
        alert.setTitle(title);
        alert.setHeaderText(title);
        alert.initOwner(owner.get());
        // Otherwise a long sentence is cut off with dots instead of wrapping.
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
        style.addTo(alert.getDialogPane().getStylesheets());
        return alert;
    }

    private FileChooser fileChooser(String title, List<FileKind> kinds) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        for (FileKind kind : kinds) {
            chooser.getExtensionFilters().add(new ExtensionFilter(kind.description(), kind.patterns()));
        }
        if (lastFolder != null && lastFolder.isDirectory()) chooser.setInitialDirectory(lastFolder);
        return chooser;
    }

    private Optional<Path> chosen(@Nullable File file) {
        if (file == null) return Optional.empty();
        lastFolder = file.isDirectory() ? file : file.getParentFile();
        return Optional.of(file.toPath());
    }
}
