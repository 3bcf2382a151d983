package glassformer.train;

import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.List;

/// When training ends before its last step, and with which weights.
///
/// @param patience    evaluations in a row without a better validation loss that end it; 0 never does
/// @param restoreBest whether the checkpoint with the least validation loss is the result then; such a checkpoint is
///                    written at once, whenever the next one is due
public record EarlyStopping(int patience, boolean restoreBest) {
    static final List<Setting> SETTINGS = List.of(
            new Setting.Whole(
                    "training.patience",
                    "How many evaluations in a row may bring no better validation loss before training ends; 0 never ends it.",
                    0,
                    0,
                    1_000_000),
            new Setting.Flag(
                    "training.restoreBest",
                    "With patience: whether the result is the checkpoint with the least validation loss, not the last.",
                    true));

    static EarlyStopping of(Values values) {
        return new EarlyStopping(values.whole("training.patience"), values.flag("training.restoreBest"));
    }

    /// Whether the best weights have to be on disk at any time.
    public boolean savesBest() {
        return patience > 0 && restoreBest;
    }
}
