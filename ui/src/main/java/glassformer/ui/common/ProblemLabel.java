package glassformer.ui.common;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;

/// A sentence about what is wrong, in the place where it is wrong; takes no room while nothing is.
public final class ProblemLabel extends Label {
    /// @param problem the sentence, empty while there is none
    public ProblemLabel(String id, ObservableValue<String> problem) {
        setId(id);
        getStyleClass().add("field-error");
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        textProperty().bind(problem);
        visibleProperty().bind(textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }
}
