package glassformer.augment;

import glassformer.blueprint.Named;
import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.List;

/// The ways of changing training examples that a lab can choose.
public enum AugmentationKind implements Named {
    NONE("none"),
    INSERTION("insertion"),
    DELETION("deletion"),
    SWAP("swap"),
    SYNONYMS("synonyms"),
    BACK_TRANSLATION("back-translation");

    /// The keys that choose and shape it.
    public static final String KEY = "data.augment.kind";

    public static final String RATE = "data.augment.rate";
    public static final String THERE = "data.augment.there";
    public static final String BACK = "data.augment.back";

    public static final List<Setting> SETTINGS = List.of(
            new Setting.Choice(
                    KEY,
                    "How training examples are changed, about every second time they are seen.",
                    NONE.id(),
                    Named.ids(AugmentationKind.class)),
            new Setting.Real(
                    RATE,
                    "The share of words that are changed; with back-translation, of examples that are translated.",
                    0.1,
                    0.01,
                    0.9),
            new Setting.Text(
                    THERE,
                    "The run of a translation lab that takes the texts into another language, for back-translation.",
                    "",
                    4096),
            new Setting.Text(BACK, "The run of a translation lab that takes them back.", "", 4096));

    private final String id;

    AugmentationKind(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /// What a lab chooses; none where its task has no such key.
    public static AugmentationKind of(Values values) {
        return values.schema().has(KEY) ? Named.of(AugmentationKind.class, values.text(KEY)) : NONE;
    }
}
