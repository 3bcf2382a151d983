package glassformer.ui.tokens;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.text.Corpus;
import glassformer.text.Documents;
import glassformer.text.Tokenizers;
import glassformer.text.VocabularyCurve;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.data.CorpusFinder;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The text, a tokenizer trained on it, and the merge after which it is looked at. Kind and vocabulary are at first the
/// lab's, and again whenever they change there.
public final class TokensViewModel {
    /// More characters are not taken; the command takes longer texts.
    static final int MOST_CHARACTERS = 200_000;

    private static final int OF_LAB = 20_000;

    private final LabSession session;
    private final FieldTexts fieldTexts;
    private final CorpusFinder corpora;
    private final Executor pause;
    private final Background.Slot training;
    private final Background.Slot cutting;
    private final Background.Slot measuring;
    private final Background.Slot reading;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ObjectProperty<String> kind = new SimpleObjectProperty<>(this, "kind", "bpe");
    private final IntegerProperty vocabSize = new SimpleIntegerProperty(this, "vocabSize", 1000);
    private final IntegerProperty step = new SimpleIntegerProperty(this, "step", 0);
    private final ReadOnlyObjectWrapper<@Nullable Replayed> replayed = new ReadOnlyObjectWrapper<>(this, "replayed");
    private final ReadOnlyObjectWrapper<@Nullable CutText> cut = new ReadOnlyObjectWrapper<>(this, "cut");
    private final ReadOnlyObjectWrapper<@Nullable VocabularyCurve> curve = new ReadOnlyObjectWrapper<>(this, "curve");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private int asked;

    /// @param corpora finds what the lab learns its tokenizer from
    /// @param pause   runs a task on the window's thread after a moment, in which more may be typed
    public TokensViewModel(
            LabSession session, Texts texts, Background background, CorpusFinder corpora, Executor pause) {
        this.session = session;
        this.fieldTexts = new FieldTexts(texts);
        this.corpora = corpora;
        this.pause = pause;
        this.training = background.slot();
        this.cutting = background.slot();
        this.measuring = background.slot();
        this.reading = background.slot();
        text.set(texts.get("tokens.text.initial"));
        takeOver(session.lab());
        session.labProperty().subscribe((before, now) -> {
            if (!settings(before).equals(settings(now))) takeOver(now);
        });
        text.subscribe((before, now) -> ask());
        kind.subscribe((before, now) -> ask());
        vocabSize.subscribe((before, now) -> ask());
        step.subscribe((before, now) -> cut());
        train();
    }

    public StringProperty textProperty() {
        return text;
    }

    /// One of [Tokenizers#MERGED].
    public ObjectProperty<String> kindProperty() {
        return kind;
    }

    public IntegerProperty vocabSizeProperty() {
        return vocabSize;
    }

    /// After how many merges the text is looked at, 0 to all of them.
    public IntegerProperty stepProperty() {
        return step;
    }

    ReadOnlyObjectProperty<@Nullable Replayed> replayedProperty() {
        return replayed.getReadOnlyProperty();
    }

    /// The text after the chosen merge.
    ReadOnlyObjectProperty<@Nullable CutText> cutProperty() {
        return cut.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable VocabularyCurve> curveProperty() {
        return curve.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty trainingProperty() {
        return training.busyProperty();
    }

    /// Why there is no tokenizer; empty where there is one.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The beginning of what the lab learns from, in place of the text.
    public void takeLabsText() {
        Lab lab = session.lab();
        Path folder = session.folder();
        reading.run(() -> beginning(corpora.find(lab, folder)), text::set, failure -> problem.set(sentence(failure)));
    }

    private static String beginning(Corpus corpus) {
        StringBuilder out = new StringBuilder();
        try (Documents documents = corpus.open()) {
            while (documents.hasNext() && out.length() < OF_LAB) {
                String document = documents.next();
                out.append(document);
                if (!document.endsWith("\n")) out.append('\n'); // examples have no line ends
            }
        }
        return out.length() <= OF_LAB ? out.toString() : out.substring(0, out.offsetByCodePoints(0, OF_LAB / 2));
    }

    private static String settings(Lab lab) {
        return lab.values().text("tokenizer.kind") + lab.values().whole("tokenizer.vocabSize");
    }

    /// Characters are not merged.
    private void takeOver(Lab lab) {
        String ofLab = lab.values().text("tokenizer.kind");
        if (Tokenizers.MERGED.contains(ofLab)) kind.set(ofLab);
        vocabSize.set(lab.values().whole("tokenizer.vocabSize"));
    }

    private void ask() {
        int now = ++asked;
        pause.execute(() -> {
            if (now == asked) train();
        });
    }

    private void train() {
        String now = text.get();
        String chosen = kind.get();
        int size = vocabSize.get();
        measuring.cancel();
        cutting.cancel();
        training.run(() -> Replayed.train(now, chosen, size), this::show, this::fail);
    }

    /// Whoever looked at the end looks at the end again.
    private void show(Replayed found) {
        Replayed before = replayed.get();
        boolean atEnd = before == null || step.get() >= before.steps();
        problem.set("");
        curve.set(null);
        replayed.set(found);
        step.set(atEnd ? found.steps() : Math.min(step.get(), found.steps()));
        cut();
        measuring.run(found::curve, curve::set, this::fail);
    }

    private void cut() {
        Replayed now = replayed.get();
        if (now == null) return;
        int after = Math.clamp(step.get(), 0, now.steps());
        cutting.run(() -> now.after(after), cut::set, this::fail);
    }

    private String sentence(Exception failure) {
        String sentence = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        return failure instanceof BadInputException ? fieldTexts.readable(sentence) : sentence;
    }

    private void fail(Exception failure) {
        problem.set(sentence(failure));
        replayed.set(null);
        cut.set(null);
        curve.set(null);
    }
}
