package glassformer.ui.data;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.text.Progress;
import glassformer.ui.common.Background;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.text.Token;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// A tokenizer trained on the lab's text, to look at, and the sample on show cut by it. When a setting changes on which
/// the tokenizer depends, it is dropped, and so is one that is being trained.
public final class TokenizerViewModel {
    /// Where the tokenizer stands.
    public enum State {
        NONE,
        TRAINING,
        TRAINED,
        /// The settings changed since one was trained, or while it was.
        OUTDATED,
        FAILED
    }

    private final LabSession session;
    private final FieldTexts texts;
    private final DataViewModel data;
    private final CorpusFinder corpora;
    private final Executor window;
    private final Background.Slot training;
    private final Background.Slot cutting;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.NONE);
    private final ReadOnlyObjectWrapper<@Nullable TrainedTokenizer> tokenizer =
            new ReadOnlyObjectWrapper<>(this, "tokenizer");
    private final ReadOnlyObjectWrapper<List<Token>> tokens = new ReadOnlyObjectWrapper<>(this, "tokens", List.of());
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    /// @param window runs a task on the window's thread
    public TokenizerViewModel(
            LabSession session,
            FieldTexts texts,
            DataViewModel data,
            Background background,
            CorpusFinder corpora,
            Executor window) {
        this.session = session;
        this.texts = texts;
        this.data = data;
        this.corpora = corpora;
        this.window = window;
        this.training = background.slot();
        this.cutting = background.slot();
        session.labProperty().subscribe((before, now) -> {
            if (!settings(before).equals(settings(now))) outdate();
        });
        data.sampleProperty().subscribe(sample -> cut());
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable TrainedTokenizer> tokenizerProperty() {
        return tokenizer.getReadOnlyProperty();
    }

    /// The sample on show, cut into tokens; empty while there is no tokenizer.
    public ReadOnlyObjectProperty<List<Token>> tokensProperty() {
        return tokens.getReadOnlyProperty();
    }

    /// 0 to 1 while one is trained.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty trainingProperty() {
        return training.busyProperty();
    }

    /// Why training failed; empty where it didn't.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Trains one in the background, in place of another that is being trained.
    public void train() {
        Lab lab = session.lab();
        Path folder = session.folder();
        clear(State.TRAINING);
        var report = new Shown();
        training.run(
                () -> TrainedTokenizer.train(lab, corpora.find(lab, folder), report),
                trained -> {
                    tokenizer.set(trained);
                    state.set(State.TRAINED);
                    cut();
                },
                failure -> {
                    String sentence = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
                    problem.set(failure instanceof BadInputException ? texts.readable(sentence) : sentence);
                    state.set(State.FAILED);
                });
    }

    /// Stops the training in progress.
    public void cancel() {
        if (training.busyProperty().get()) clear(State.NONE);
    }

    private void outdate() {
        if (state.get() != State.NONE) clear(State.OUTDATED);
    }

    private void clear(State next) {
        training.cancel();
        cutting.cancel();
        tokenizer.set(null);
        tokens.set(List.of());
        problem.set("");
        progress.set(0);
        state.set(next);
    }

    private void cut() {
        TrainedTokenizer trained = tokenizer.get();
        TextSample sample = data.sampleProperty().get();
        if (trained == null || sample == null) {
            cutting.cancel();
            tokens.set(List.of());
            return;
        }
        cutting.run(() -> trained.tokens(sample.text()), tokens::set, failure -> tokens.set(List.of()));
    }

    private static List<Object> settings(Lab lab) {
        List<Object> all = new ArrayList<>(DataKeys.read(lab));
        all.addAll(DataKeys.values(lab, List.of("tokenizer.kind", "tokenizer.vocabSize")));
        if (!lab.task().readsCorpus()) all.addAll(DataKeys.divided(lab)); // learned from the training side
        return all;
    }

    /// Passes on every half percent, and stops when its thread is interrupted.
    private final class Shown implements Progress {
        private int last = -1;

        @Override
        public void report(double fraction) {
            int now = (int) (fraction * 200);
            if (now == last) return;
            last = now;
            window.execute(() -> {
                if (state.get() == State.TRAINING) progress.set(fraction);
            });
        }

        @Override
        public boolean cancelled() {
            return Thread.currentThread().isInterrupted();
        }
    }
}
