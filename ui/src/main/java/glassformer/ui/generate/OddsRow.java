package glassformer.ui.generate;

import glassformer.ui.common.Texts;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A token that could come: how likely the model says it is, above, and how likely it is drawn, below. It can be
// pressed.
final class OddsRow extends HBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass CUT = PseudoClass.getPseudoClass("cut");
    private static final double GAP = 1;

    private final Texts texts;
    private final Label name = new Label();
    private final Label percent = new Label();
    private final Region above = new Region();
    private final Region below = new Region();
    private final Pane track = new Pane(above, below);
    private double model;
    private double drawn;
    private Runnable press = () -> {};

    OddsRow(Texts texts) {
        this.texts = texts;
        getStyleClass().addAll("alternative", "odds");
        setAlignment(Pos.CENTER_LEFT);
        name.getStyleClass().add("alternative-piece");
        track.getStyleClass().addAll("alternative-track", "odds-track");
        above.getStyleClass().add("alternative-bar");
        below.getStyleClass().add("odds-drawn");
        percent.getStyleClass().addAll("alternative-percent", "odds-percent");
        percent.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(track, Priority.ALWAYS);
        track.widthProperty().subscribe(width -> fit());
        track.heightProperty().subscribe(height -> fit());
        above.setManaged(false);
        below.setManaged(false);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        setOnMouseClicked(event -> press.run());
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                press.run();
                event.consume();
            }
        });
        getChildren().addAll(name, track, percent);
    }

    /// @param said  as the model says
    /// @param taken with temperature and cuts; 0 where it is cut off
    void show(String what, double said, double taken, boolean chosen, Runnable pressed) {
        name.setText(what);
        model = said;
        drawn = taken;
        press = pressed;
        var format = texts.format();
        String both = taken == 0
                ? texts.get("generate.odds.cut", format.percent(said))
                : texts.get("generate.odds.both", format.percent(said), format.percent(taken));
        percent.setText(both);
        name.setTooltip(new Tooltip(what));
        pseudoClassStateChanged(CHOSEN, chosen);
        pseudoClassStateChanged(CUT, taken == 0);
        setAccessibleText(what + " " + both);
        fit();
    }

    private void fit() {
        double half = (track.getHeight() - GAP) / 2;
        above.resizeRelocate(0, 0, Math.max(1, model * track.getWidth()), half);
        below.resizeRelocate(0, half + GAP, drawn == 0 ? 0 : Math.max(1, drawn * track.getWidth()), half);
    }
}
