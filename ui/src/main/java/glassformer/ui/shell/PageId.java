package glassformer.ui.shell;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The pages of the window, in the order of the navigation rail; the title of each is the text `page.<name>`.
public enum PageId {
    HOME(Feather.HOME),
    BUILD(Feather.LAYERS),
    DATA(Feather.DATABASE),
    TOKENS(Feather.SCISSORS),
    TRAIN(Feather.ACTIVITY),
    INSPECT(Feather.EYE),
    MAP(Feather.MAP),
    GENERATE(Feather.EDIT_3),
    EVALUATE(Feather.CHECK_SQUARE),
    COMPARE(Feather.TRENDING_DOWN),
    DEVICES(Feather.CPU),
    EXPORT(Feather.DOWNLOAD);

    private final Ikon icon;

    PageId(Ikon icon) {
        this.icon = icon;
    }

    public Ikon icon() {
        return icon;
    }

    /// The key of the page's title in the message bundle.
    public String titleKey() {
        return "page." + name().toLowerCase(java.util.Locale.ROOT);
    }
}
