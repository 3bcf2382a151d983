package glassformer.task;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.blueprint.HeadSpec;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.TokenJudgements;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.train.BatchSource;
import glassformer.train.Measure;
import glassformer.train.TokenSource;
import java.util.ArrayList;
import java.util.List;

/// A text of which tokens are hidden. A sequence is a window of the text between the token that begins one and the
/// separator; windows lie side by side (RoBERTa's full sentences, Liu et al. 2019, section 4.2).
public final class MaskedData implements TaskData {
    private static final int JUDGED_BATCHES = 20;
    private static final int JUDGED_ROWS = 16;
    private static final int COUNTED = 1_000_000; // tokens of training that say which one is most frequent

    private final TaskData text;
    private final TokenSource training;
    private final TokenSource validation;
    private final int room; // tokens of text in a sequence
    private final int classify;
    private final int separator;
    private final Masker masker;
    private final String head = new HeadSpec.MaskedTokens().name();

    /// @param text whose tokens these are; closed with this
    /// @throws BadInputException where the text is shorter than one sequence or the tokenizer lacks a special token
    public MaskedData(TaskData text, TokenSource training, TokenSource validation, int contextLength, Masking masking) {
        Tokenizer tokenizer = text.tokenizer();
        this.text = text;
        this.training = training;
        this.validation = validation;
        this.room = contextLength - 2;
        this.classify = tokenizer.specials().requireClassify();
        this.separator = tokenizer.specials().requireSeparator();
        this.masker = new Masker(tokenizer, masking);
        for (TokenSource source : List.of(training, validation)) {
            if (room < 1 || source.size() < room) {
                throw new BadInputException("model.contextLength is " + contextLength + ", but the "
                        + (source == training ? "training" : "validation") + " text has only " + source.size()
                        + " tokens; a longer text or a shorter context is needed.");
            }
        }
    }

    @Override
    public Tokenizer tokenizer() {
        return text.tokenizer();
    }

    @Override
    public List<HeadSpec> heads() {
        return List.of(new HeadSpec.MaskedTokens());
    }

    @Override
    public BatchSource training() {
        long windows = training.size() / room;
        return (seed, step, accumulation, batchSize) -> {
            List<Batch> batches = new ArrayList<>();
            for (int micro = 0; micro < accumulation; micro++) {
                long[] chosen = new long[batchSize];
                for (int row = 0; row < batchSize; row++) {
                    chosen[row] = Long.remainderUnsigned(SplitMix64.hash(seed, step, micro, row), windows);
                }
                batches.add(batch(training, chosen, step));
            }
            return batches;
        };
    }

    @Override
    public List<Batch> validation(int batches, int batchSize) {
        return looked(validation, batches, batchSize);
    }

    private List<Batch> looked(TokenSource source, int batches, int batchSize) {
        long windows = source.size() / room;
        int wanted = (int) Math.min(windows, (long) batches * batchSize);
        List<Batch> all = new ArrayList<>();
        for (int from = 0; from < wanted; from += batchSize) {
            long[] chosen = new long[Math.min(batchSize, wanted - from)];
            for (int row = 0; row < chosen.length; row++) {
                chosen[row] = (from + row) * windows / wanted;
            }
            all.add(batch(source, chosen, 0)); // step 0: the same masks each time
        }
        return all;
    }

    private Batch batch(TokenSource source, long[] windows, int step) {
        List<int[]> rows = new ArrayList<>();
        for (long window : windows) {
            int[] ids = new int[room + 2];
            ids[0] = classify;
            System.arraycopy(source.read(window * room, room), 0, ids, 1, room);
            ids[room + 1] = separator;
            rows.add(ids);
        }
        MaskedBatch masked = masker.batch(rows, windows, step);
        return new Batch(
                Tokens.of(masked.inputs(), masked.size(), masked.length()),
                null,
                List.of(new Labels.Classes(head, masked.labels())));
    }

    /// How many hidden tokens are guessed, beside how many always saying the most frequent one would guess.
    @Override
    public Measure measure() {
        long[] counts = new long[tokenizer().vocabSize()];
        for (int id : training.read(0, (int) Math.min(training.size(), COUNTED))) {
            counts[id]++;
        }
        MaskedGuesses guesses = MaskedGuesses.of(
                validation(JUDGED_BATCHES, JUDGED_ROWS), counts, tokenizer().specials());
        return (session, care) -> guesses.measures(session);
    }

    @Override
    public List<Judgements> judge(ModelSession session, Side side, int most, Progress progress) {
        TokenSource source =
                switch (side) {
                    case TRAINING -> training;
                    case VALIDATION -> validation;
                };
        TokenGuesses guesses = new TokenGuesses(session, tokenizer(), head);
        List<Judgement.OfTokens> all = new ArrayList<>();
        List<Batch> batches = looked(source, Math.ceilDiv(most, JUDGED_ROWS), JUDGED_ROWS);
        for (int i = 0; i < batches.size(); i++) {
            progress.step((double) i / batches.size());
            all.addAll(guesses.hidden(batches.get(i)));
        }
        return List.of(new TokenJudgements(head, true, all));
    }

    @Override
    public String fingerprint() {
        return text.fingerprint();
    }

    @Override
    public String extent() {
        return text.extent();
    }

    @Override
    public void close() {
        text.close();
    }
}
