package glassformer.app;

import glassformer.ui.shell.PageId;
import glassformer.ui.theme.Theme;
import java.util.Locale;
import javafx.application.Platform;

/// Opens the window and looks at each page once.
final class WarmUpWindow {
    private WarmUpWindow() {}

    static void visit(Places places) {
        Platform.startup(() -> Platform.setImplicitExit(false));
        try (HiddenWindow window = HiddenWindow.open(places, Locale.ENGLISH, 1280, 800)) {
            for (PageId page : PageId.values()) {
                window.page(page);
                HiddenWindow.pause(400);
            }
            window.theme(Theme.DARK);
            HiddenWindow.pause(400);
        } finally {
            Platform.exit();
        }
    }
}
