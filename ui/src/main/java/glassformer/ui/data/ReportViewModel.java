package glassformer.ui.data;

import glassformer.run.Lab;
import glassformer.text.Tokenizer;
import glassformer.ui.common.Background;
import glassformer.ui.lab.LabSession;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// How long the lab's examples are, in tokens as soon as there is a tokenizer.
public final class ReportViewModel {
    private static final String CONTEXT = "model.contextLength";

    private final LabSession session;
    private final ExamplesViewModel examples;
    private final TokenizerViewModel tokenizer;
    private final Background.Slot measuring;
    private final ReadOnlyObjectWrapper<@Nullable Lengths> lengths = new ReadOnlyObjectWrapper<>(this, "lengths");

    public ReportViewModel(
            LabSession session, ExamplesViewModel examples, TokenizerViewModel tokenizer, Background background) {
        this.session = session;
        this.examples = examples;
        this.tokenizer = tokenizer;
        this.measuring = background.slot();
        examples.examplesProperty().subscribe(read -> measure());
        tokenizer.tokenizerProperty().subscribe(trained -> measure());
        session.labProperty().subscribe((before, now) -> {
            if (context(before) != context(now)) measure();
        });
    }

    public ExamplesViewModel examples() {
        return examples;
    }

    public TokenizerViewModel tokenizer() {
        return tokenizer;
    }

    /// Null while there is nothing to measure.
    public ReadOnlyObjectProperty<@Nullable Lengths> lengthsProperty() {
        return lengths.getReadOnlyProperty();
    }

    private void measure() {
        ReadExamples read = examples.examplesProperty().get();
        if (read == null || read.training().isEmpty()) {
            measuring.cancel();
            lengths.set(null);
            return;
        }
        TrainedTokenizer trained = tokenizer.tokenizerProperty().get();
        Tokenizer ready = trained == null ? null : trained.tokenizer();
        int context = context(session.lab());
        measuring.run(() -> Lengths.of(read.training(), ready, context), lengths::set, failure -> lengths.set(null));
    }

    private static int context(Lab lab) {
        return lab.values().whole(CONTEXT);
    }
}
