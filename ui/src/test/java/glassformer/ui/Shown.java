package glassformer.ui;

import glassformer.ui.common.Texts;
import glassformer.ui.theme.Theme;
import glassformer.ui.theme.ThemeStyle;
import java.util.Locale;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// One control alone in a window, for tests.
public final class Shown {
    private Shown() {}

    public static final Texts ENGLISH = new Texts(Locale.ENGLISH);

    public static void in(Stage stage, ThemeStyle style, Parent control, double width, double height) {
        style.addTo(control.getStylesheets());
        stage.setScene(new Scene(control, width, height));
        stage.show();
    }

    public static ThemeStyle light() {
        return new ThemeStyle(Theme.LIGHT);
    }
}
