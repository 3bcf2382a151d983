package glassformer.ui.importing;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/// Takes files that are dragged onto a node from other programs. While they are over it, the node has the pseudo-class
/// `drop`.
public final class FileDrop {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

    private final Node over;
    private final Consumer<List<Path>> dropped;

    private FileDrop(Node over, Consumer<List<Path>> dropped) {
        this.over = over;
        this.dropped = dropped;
    }

    /// @param dropped gets the files and folders
    public static void install(Node over, Consumer<List<Path>> dropped) {
        var drop = new FileDrop(over, dropped);
        over.addEventHandler(DragEvent.DRAG_OVER, drop::over);
        over.addEventHandler(DragEvent.DRAG_EXITED, event -> over.pseudoClassStateChanged(DROP, false));
        over.addEventHandler(DragEvent.DRAG_DROPPED, drop::dropped);
    }

    private void over(DragEvent event) {
        // What is dragged within the window is no file.
        if (event.getGestureSource() != null || !event.getDragboard().hasFiles()) return;
        event.acceptTransferModes(TransferMode.COPY);
        over.pseudoClassStateChanged(DROP, true);
        event.consume();
    }

    private void dropped(DragEvent event) {
        over.pseudoClassStateChanged(DROP, false);
        if (!event.getDragboard().hasFiles()) return;
        List<Path> files =
                event.getDragboard().getFiles().stream().map(File::toPath).toList();
        event.setDropCompleted(true);
        event.consume();
        dropped.accept(files);
    }
}
