package glassformer.ui.shell;

import java.io.PrintWriter;
import java.io.StringWriter;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the window's frame shows. Pages and the application change it; the [Shell] follows.
public final class ShellViewModel {
    private final ObjectProperty<PageId> page = new SimpleObjectProperty<>(this, "page", PageId.HOME);
    private final StringProperty labName = new SimpleStringProperty(this, "labName", "");
    private final BooleanProperty modified = new SimpleBooleanProperty(this, "modified", false);
    private final ObjectProperty<WorkerState> workerState =
            new SimpleObjectProperty<>(this, "workerState", WorkerState.STOPPED);
    private final StringProperty message = new SimpleStringProperty(this, "message", "");
    private final ObservableList<Notification> notifications = FXCollections.observableArrayList();

    /// The page on show.
    public ObjectProperty<PageId> pageProperty() {
        return page;
    }

    /// The name of the open lab; empty when none is open.
    public StringProperty labNameProperty() {
        return labName;
    }

    /// Whether the lab has changes that are not saved.
    public BooleanProperty modifiedProperty() {
        return modified;
    }

    public ObjectProperty<WorkerState> workerStateProperty() {
        return workerState;
    }

    /// The sentence in the status bar.
    public StringProperty messageProperty() {
        return message;
    }

    /// Newest first.
    public ObservableList<Notification> notifications() {
        return notifications;
    }

    /// Shows a banner, unless the same one is already there.
    public void notify(Notification notification) {
        notifications.remove(notification);
        notifications.addFirst(notification);
    }

    /// Shows a background failure as a banner: `sentence` says what failed, Details holds the stack trace.
    public void notifyFailure(String sentence, Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        notify(Notification.error(sentence, trace.toString()));
    }

    public void dismiss(Notification notification) {
        notifications.remove(notification);
    }
}
