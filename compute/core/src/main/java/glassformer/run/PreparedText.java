package glassformer.run;

import glassformer.BadInputException;
import glassformer.blueprint.HeadSpec;
import glassformer.data.LengthCurriculum;
import glassformer.engine.Batch;
import glassformer.engine.ModelSession;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.TokenJudgements;
import glassformer.task.Side;
import glassformer.task.TaskData;
import glassformer.task.TokenGuesses;
import glassformer.text.Corpora;
import glassformer.text.Corpus;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Split;
import glassformer.text.TokenStore;
import glassformer.text.TokenizedCorpus;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import glassformer.train.BatchSampler;
import glassformer.train.BatchSource;
import glassformer.train.GrowingBatches;
import glassformer.train.Measure;
import glassformer.train.TokenSource;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lab's text as token ids, divided and ready to train on. The ids lie in a temporary folder that goes
/// when this is closed.
///
/// @param fingerprint of the text
/// @param curriculum  how the windows to train on grow; null where all have the context's length
record PreparedText(
        Tokenizer tokenizer,
        TokenizedCorpus corpus,
        String fingerprint,
        Path folder,
        int contextLength,
        @Nullable LengthCurriculum curriculum)
        implements TaskData {
    /// @param known the tokenizer of a run that goes on; trained from the text where null
    /// @throws BadInputException                           where the text cannot be used
    /// @throws java.util.concurrent.CancellationException where the control stops it
    static PreparedText of(
            Lab lab, Path labFolder, @Nullable Tokenizer known, RunListener listener, TrainingControl control) {
        Corpus source = Corpora.resolve(lab.values().text("data.source"), labFolder);
        Tokenizer tokenizer = known != null ? known : train(lab, source, listener, control);
        String fingerprint = source.fingerprint();
        Path folder = temporaryFolder();
        boolean done = false;
        try {
            Split split = new Split(
                    lab.values().real("data.validationFraction"), lab.training().seed());
            TokenizedCorpus corpus = TokenizedCorpus.encode(
                    source, tokenizer, split, folder, progress("Turning the text into tokens", listener, control));
            PreparedText text = new PreparedText(
                    tokenizer,
                    corpus,
                    fingerprint,
                    folder,
                    lab.values().whole("model.contextLength"),
                    LengthCurriculum.of(lab.values()));
            text.requireLongEnough();
            done = true;
            return text;
        } finally {
            if (!done) {
                delete(folder);
            }
        }
    }

    /// Another text than the lab's, all of it on the validation side.
    static PreparedText whole(
            Lab lab, Corpus source, Tokenizer tokenizer, RunListener listener, TrainingControl control) {
        Path folder = temporaryFolder();
        boolean done = false;
        try {
            PreparedText text = new PreparedText(
                    tokenizer,
                    TokenizedCorpus.whole(
                            source, tokenizer, folder, progress("Turning the text into tokens", listener, control)),
                    source.fingerprint(),
                    folder,
                    lab.values().whole("model.contextLength"),
                    null);
            new BatchSampler(text.held(), text.contextLength(), "given");
            done = true;
            return text;
        } finally {
            if (!done) {
                delete(folder);
            }
        }
    }

    static Tokenizer train(Lab lab, Corpus source, RunListener listener, TrainingControl control) {
        Progress progress = progress("Training the tokenizer", listener, control);
        try (Documents documents = source.open()) {
            return Tokenizers.train(
                    lab.values().text("tokenizer.kind"),
                    lab.values().whole("tokenizer.vocabSize"),
                    lab.task().specials(),
                    documents,
                    progress);
        }
    }

    @Override
    public List<HeadSpec> heads() {
        return List.of(new HeadSpec.LanguageModel());
    }

    @Override
    public BatchSource training() {
        return curriculum == null
                ? new BatchSampler(train(), contextLength, "training")
                : new GrowingBatches(train(), curriculum);
    }

    @Override
    public List<Batch> validation(int batches, int batchSize) {
        return new BatchSampler(held(), contextLength, "validation").evenlySpaced(batches, batchSize);
    }

    @Override
    public Measure measure() {
        return Measure.NONE;
    }

    @Override
    public String extent() {
        return corpus.train().size() + " training and " + corpus.validation().size() + " validation tokens";
    }

    @Override
    public List<Judgements> judge(ModelSession session, Side side, int most, Progress progress) {
        TokenSource source =
                switch (side) {
                    case TRAINING -> train();
                    case VALIDATION -> held();
                };
        String head = new HeadSpec.LanguageModel().name();
        TokenGuesses guesses = new TokenGuesses(session, tokenizer, head);
        List<Judgement.OfTokens> all = new ArrayList<>();
        List<Batch> windows = new BatchSampler(source, contextLength, side.id()).evenlySpaced(most, 1);
        for (int i = 0; i < windows.size(); i++) {
            progress.step((double) i / windows.size());
            all.addAll(guesses.next(windows.get(i)));
        }
        return List.of(new TokenJudgements(head, false, all));
    }

    TokenSource train() {
        return source(corpus.train());
    }

    TokenSource held() {
        return source(corpus.validation());
    }

    private void requireLongEnough() {
        try {
            new BatchSampler(train(), contextLength, "training");
            new BatchSampler(held(), contextLength, "validation");
        } catch (BadInputException e) {
            corpus.close();
            throw e;
        }
    }

    private static TokenSource source(TokenStore store) {
        return new TokenSource() {
            @Override
            public long size() {
                return store.size();
            }

            @Override
            public int[] read(long start, int count) {
                int[] ids = new int[count];
                store.read(start, ids, 0, count);
                return ids;
            }
        };
    }

    static Progress progress(String sentence, RunListener listener, TrainingControl control) {
        return new Progress() {
            @Override
            public void report(double fraction) {
                listener.phase(sentence, fraction);
            }

            @Override
            public boolean cancelled() {
                return control.isStopped();
            }
        };
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("glassformer-tokens-");
        } catch (IOException e) {
            throw new BadInputException(
                    "No temporary folder can be made in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage()
                            + ".",
                    e);
        }
    }

    static void delete(Path folder) {
        try {
            Disk.deleteTree(folder);
        } catch (IOException e) {
            throw Disk.cannotWrite(folder, e);
        }
    }

    @Override
    public void close() {
        corpus.close();
        delete(folder);
    }
}
