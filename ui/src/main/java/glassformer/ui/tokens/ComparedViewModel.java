package glassformer.ui.tokens;

import glassformer.hub.ModelSources;
import glassformer.run.Lab;
import glassformer.run.NamedTokenizer;
import glassformer.text.ByteSpecials;
import glassformer.text.Documents;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabSession;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Several tokenizers on the same text: that of the run, each kind trained on the text, and what the person adds.
final class ComparedViewModel {
    private final LabSession session;
    private final Texts texts;
    private final Background background;
    private final TokensViewModel tokens;
    private final ModelSources sources;
    private final Executor pause;
    private final ObservableList<ComparedTokenizer> tokenizers = FXCollections.observableArrayList();
    private final StringProperty place = new SimpleStringProperty(this, "place", "");
    private boolean watched;
    private int asked;
    private @Nullable ComparedTokenizer ofRun;

    /// @param pause runs a task on the window's thread after a moment, in which more may be typed
    ComparedViewModel(
            LabSession session,
            Texts texts,
            Background background,
            TokensViewModel tokens,
            ModelSources sources,
            Executor pause) {
        this.session = session;
        this.texts = texts;
        this.background = background;
        this.tokens = tokens;
        this.sources = sources;
        this.pause = pause;
        for (String kind : Tokenizers.KINDS) {
            tokenizers.add(new ComparedTokenizer(
                    texts.get("tokens.compare.trained", texts.get("setting.tokenizer.kind." + kind)),
                    false,
                    (text, size) -> Tokenizers.train(
                            kind, size, ByteSpecials.GPT2, Documents.of(List.of(text)), Replayed.untilInterrupted()),
                    background));
        }
        tokens.textProperty().subscribe((before, now) -> ask());
        tokens.vocabSizeProperty().subscribe((before, now) -> ask());
        session.runProperty().subscribe(this::showRun);
    }

    ObservableList<ComparedTokenizer> tokenizers() {
        return tokenizers;
    }

    /// What the person types to add a tokenizer.
    StringProperty placeProperty() {
        return place;
    }

    /// Nothing is computed before somebody looks.
    void watch() {
        watched = true;
        cutAll();
    }

    /// The tokenizer at the place that was typed: a file, a folder, a run, or a model's name.
    void add() {
        String typed = place.get().strip();
        if (typed.isEmpty()) return;
        Path base = session.folder();
        add(typed, () -> NamedTokenizer.open(typed, base, sources, (file, done, total) -> {})
                .tokenizer());
        place.set("");
    }

    /// The one that a run of the lab would have.
    void addLabs() {
        Lab lab = session.lab();
        Path base = session.folder();
        add(texts.get("tokens.compare.ofLab", lab.name()), () -> NamedTokenizer.of(
                        lab, base, sources, (file, done, total) -> {}, Replayed.untilInterrupted())
                .tokenizer());
    }

    void remove(ComparedTokenizer tokenizer) {
        tokenizer.close();
        tokenizers.remove(tokenizer);
    }

    private void add(String name, Callable<Tokenizer> open) {
        var added = new ComparedTokenizer(name, true, once(open), background);
        tokenizers.add(added);
        cut(added);
    }

    private void showRun(@Nullable Path run) {
        if (ofRun != null) remove(ofRun);
        ofRun = null;
        if (run == null) return;
        var shown = new ComparedTokenizer(
                texts.get("tokens.compare.ofRun", String.valueOf(run.getFileName())),
                false,
                once(() -> NamedTokenizer.open(run.toString(), run, sources, (file, done, total) -> {})
                        .tokenizer()),
                background);
        ofRun = shown;
        tokenizers.addFirst(shown);
        cut(shown);
    }

    /// Opened for the first text and kept; tried again where it failed.
    private static ComparedTokenizer.Source once(Callable<Tokenizer> open) {
        return new ComparedTokenizer.Source() {
            private final ReentrantLock lock = new ReentrantLock();
            private @Nullable Tokenizer opened;

            @Override
            public Tokenizer forText(String text, int vocabSize) throws Exception {
                lock.lockInterruptibly();
                try {
                    Tokenizer known = opened;
                    if (known == null) {
                        known = open.call();
                        opened = known;
                    }
                    return known;
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    private void ask() {
        int now = ++asked;
        pause.execute(() -> {
            if (now == asked) cutAll();
        });
    }

    private void cutAll() {
        tokenizers.forEach(this::cut);
    }

    private void cut(ComparedTokenizer tokenizer) {
        if (watched)
            tokenizer.cut(
                    tokens.textProperty().get(), tokens.vocabSizeProperty().get());
    }
}
