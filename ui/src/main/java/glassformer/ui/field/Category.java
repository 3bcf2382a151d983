package glassformer.ui.field;

import java.util.Locale;

/// The groups of settings, in the order of the sheet.
public enum Category {
    MODEL,
    TOKENIZER,
    DATA,
    TRAINING,
    OPTIMIZER,
    SCHEDULE,
    PROBES,
    LAB;

    /// Where the setting with this key belongs.
    public static Category of(String key) {
        if (key.startsWith("training.optimizer.")) return OPTIMIZER;
        if (key.startsWith("training.schedule.")) return SCHEDULE;
        if (key.startsWith("training.")) return TRAINING;
        if (key.startsWith("model.")) return MODEL;
        if (key.startsWith("tokenizer.")) return TOKENIZER;
        if (key.startsWith("data.")) return DATA;
        if (key.startsWith("probes.")) return PROBES;
        return LAB;
    }

    String textKey() {
        return "setting.category." + name().toLowerCase(Locale.ROOT);
    }
}
