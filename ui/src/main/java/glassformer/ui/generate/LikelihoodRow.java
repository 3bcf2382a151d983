package glassformer.ui.generate;

import glassformer.ui.common.Texts;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// What could be, with its probability as a bar and in percent.
final class LikelihoodRow extends HBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Texts texts;
    private final Label name = new Label();
    private final Label percent = new Label();
    private final Region bar = new Region();
    private final Pane track = new Pane(bar);
    private double share;

    LikelihoodRow(Texts texts) {
        this.texts = texts;
        getStyleClass().add("alternative");
        name.getStyleClass().add("alternative-piece");
        track.getStyleClass().add("alternative-track");
        bar.getStyleClass().add("alternative-bar");
        percent.getStyleClass().add("alternative-percent");
        percent.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(track, Priority.ALWAYS);
        track.widthProperty().subscribe(width -> fit());
        track.heightProperty().subscribe(height -> fit());
        bar.setManaged(false);
        getChildren().addAll(name, track, percent);
    }

    LikelihoodRow(Texts texts, String what, double probability, boolean chosen) {
        this(texts);
        show(what, probability, chosen);
    }

    void show(String what, double probability, boolean chosen) {
        name.setText(what);
        name.setTooltip(new Tooltip(what));
        percent.setText(texts.format().percent(probability));
        pseudoClassStateChanged(CHOSEN, chosen);
        setAccessibleText(name.getText() + " " + percent.getText());
        share = probability;
        fit();
    }

    /// Lets it be pressed, with the mouse or the keyboard.
    ///
    /// @param tip what a press does
    void onPress(Runnable press, String tip) {
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleHelp(tip);
        getStyleClass().add("pressable");
        Tooltip.install(this, new Tooltip(tip));
        setOnMouseClicked(event -> press.run());
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                press.run();
                event.consume();
            }
        });
    }

    private void fit() {
        bar.resizeRelocate(0, 0, Math.max(1, share * track.getWidth()), track.getHeight());
    }
}
