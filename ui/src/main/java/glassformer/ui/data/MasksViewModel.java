package glassformer.ui.data;

import glassformer.run.Lab;
import glassformer.task.Masking;
import glassformer.task.TaskKind;
import glassformer.text.Tokenizer;
import glassformer.ui.common.Background;
import glassformer.ui.lab.LabSession;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The masks that a training would put on a text, step after step.
public final class MasksViewModel {
    private static final String RATE = "data.maskRate";
    private static final List<String> KEYS =
            List.of(TaskKind.KEY, RATE, "data.wholeWords", "data.dynamicMasks", "training.seed", "model.contextLength");
    private static final int MOST_CHARACTERS = 2000;

    private final LabSession session;
    private final TokenizerViewModel tokenizer;
    private final Background.Slot masking;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyIntegerWrapper step = new ReadOnlyIntegerWrapper(this, "step", 1);
    private final ReadOnlyBooleanWrapper applies = new ReadOnlyBooleanWrapper(this, "applies");
    private final ReadOnlyBooleanWrapper dynamic = new ReadOnlyBooleanWrapper(this, "dynamic");
    private final ReadOnlyObjectWrapper<@Nullable MaskedText> masked = new ReadOnlyObjectWrapper<>(this, "masked");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private String proposed = "";

    public MasksViewModel(LabSession session, DataViewModel data, TokenizerViewModel tokenizer, Background background) {
        this.session = session;
        this.tokenizer = tokenizer;
        this.masking = background.slot();
        session.labProperty().subscribe((before, now) -> {
            if (!DataKeys.values(before, KEYS).equals(DataKeys.values(now, KEYS))) mask();
        });
        data.sampleProperty().subscribe(this::propose);
        tokenizer.tokenizerProperty().subscribe(trained -> mask());
        text.subscribe((before, now) -> mask());
    }

    /// Whether the lab's task is to guess hidden words.
    public ReadOnlyBooleanProperty appliesProperty() {
        return applies.getReadOnlyProperty();
    }

    /// The text to mask; the first one of the data until the person writes another.
    public StringProperty textProperty() {
        return text;
    }

    /// Which step of a training masks the text.
    public ReadOnlyIntegerProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// Whether another step has other masks.
    public ReadOnlyBooleanProperty dynamicProperty() {
        return dynamic.getReadOnlyProperty();
    }

    /// Null while there is no tokenizer or no text.
    public ReadOnlyObjectProperty<@Nullable MaskedText> maskedProperty() {
        return masked.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Masks the text as the next step would.
    public void next() {
        step.set(step.get() + 1);
        mask();
    }

    private void propose(@Nullable TextSample sample) {
        if (sample == null || !text.get().equals(proposed)) return;
        String first = sample.documents().isEmpty()
                ? ""
                : sample.documents().getFirst().strip();
        proposed = first.length() > 400 ? first.substring(0, 400) : first;
        text.set(proposed);
    }

    private void mask() {
        Lab lab = session.lab();
        applies.set(lab.schema().has(RATE));
        TrainedTokenizer trained = tokenizer.tokenizerProperty().get();
        problem.set("");
        if (!applies.get() || trained == null || text.get().isBlank()) {
            masking.cancel();
            masked.set(null);
            return;
        }
        dynamic.set(lab.values().flag("data.dynamicMasks"));
        var how = new Masking(
                lab.values().real(RATE),
                0.8,
                0.1,
                lab.values().flag("data.wholeWords"),
                dynamic.get(),
                lab.values().longWhole("training.seed"));
        Tokenizer ready = trained.tokenizer();
        String written =
                text.get().substring(0, Math.min(MOST_CHARACTERS, text.get().length()));
        int at = step.get();
        int room = Math.max(1, lab.values().whole("model.contextLength") - 2);
        masking.run(() -> MaskedText.of(ready, how, written, at, room), masked::set, failure -> {
            masked.set(null);
            problem.set(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        });
    }
}
