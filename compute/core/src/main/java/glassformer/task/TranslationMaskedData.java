package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.data.SplitExamples;
import glassformer.engine.Batch;
import glassformer.engine.ModelSession;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.TokenJudgements;
import glassformer.settings.Values;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.train.BatchSource;
import glassformer.train.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text and its translation, `[CLS] source [SEP] target [SEP]`, of which tokens are hidden on both sides, so that
/// what one side hides can be read off the other (Conneau and Lample 2019, section 3.3). Positions run on through the
/// target; the paper's begin again there.
public final class TranslationMaskedData implements TaskData {
    private static final int JUDGED_BATCHES = 20;
    private static final int JUDGED_ROWS = 16;

    private final Tokenizer tokenizer;
    private final SplitExamples examples;
    private final String fingerprint;
    private final int contextLength;
    private final MaskedPairs pairs;

    private TranslationMaskedData(Values values, Tokenizer tokenizer, SplitExamples examples) {
        this.tokenizer = tokenizer;
        this.examples = examples.requireBothSides();
        this.fingerprint = ExampleTasks.fingerprint(examples);
        this.contextLength = values.whole("model.contextLength");
        this.pairs = new MaskedPairs(
                new Masker(tokenizer, Masking.of(values)), tokenizer.specials().requirePad(), Texts.segments(values));
    }

    /// @param values     of a lab of this task
    /// @param baseFolder where relative paths begin
    /// @param known      the tokenizer of a model that is trained on; trained from the examples where null
    public static TranslationMaskedData open(
            Values values, Path baseFolder, @Nullable Tokenizer known, Progress progress) {
        TaskKind task = TaskKind.TRANSLATION_LANGUAGE_MODEL;
        SplitExamples examples = ExampleTasks.read(values, task, baseFolder);
        Tokenizer tokenizer = known != null ? known : ExampleTasks.train(values, task, examples, progress);
        return new TranslationMaskedData(values, tokenizer, examples);
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public List<HeadSpec> heads() {
        return List.of(new HeadSpec.MaskedTokens());
    }

    @Override
    public BatchSource training() {
        List<Example> all = examples.training();
        return new BatchSource() {
            private long shuffledBy;
            private Shuffling shuffling = new Shuffling(all.size(), 0);

            @Override
            public List<Batch> microBatches(long seed, int step, int accumulation, int batchSize) {
                if (seed != shuffledBy) {
                    shuffling = new Shuffling(all.size(), seed);
                    shuffledBy = seed;
                }
                List<Batch> batches = new ArrayList<>();
                for (int micro = 0; micro < accumulation; micro++) {
                    long first = ((long) (step - 1) * accumulation + micro) * batchSize;
                    batches.add(batch(all, shuffling, first, batchSize, step));
                }
                return batches;
            }
        };
    }

    @Override
    public List<Batch> validation(int batches, int batchSize) {
        return looked(examples.validation(), batches, batchSize);
    }

    private List<Batch> looked(List<Example> source, int batches, int batchSize) {
        int size = source.size();
        Shuffling shuffling = new Shuffling(size, 0); // the same each time
        int wanted = (int) Math.min(size, (long) batches * batchSize);
        List<Batch> all = new ArrayList<>();
        for (int from = 0; from < wanted; from += batchSize) {
            all.add(batch(source, shuffling, from, Math.min(batchSize, wanted - from), 0));
        }
        return all;
    }

    private Batch batch(List<Example> from, Shuffling shuffling, long first, int size, int step) {
        List<TokenPair> rows = new ArrayList<>();
        long[] chosen = new long[size];
        for (int row = 0; row < size; row++) {
            int example = shuffling.at(first + row);
            chosen[row] = example;
            rows.add(pair(from.get(example)));
        }
        return pairs.batch(rows, chosen, step, List.of());
    }

    private TokenPair pair(Example example) {
        if (!(example instanceof Example.Translated(String source, String target))) {
            throw Texts.unfit(TaskKind.TRANSLATION_LANGUAGE_MODEL, example);
        }
        return TokenPair.of(tokenizer.specials(), tokenizer.encode(source), tokenizer.encode(target), contextLength);
    }

    @Override
    public Measure measure() {
        long[] counts = new long[tokenizer.vocabSize()];
        for (Example example : examples.training()) {
            for (int id : pair(example).ids()) {
                counts[id]++;
            }
        }
        MaskedGuesses guesses = MaskedGuesses.of(validation(JUDGED_BATCHES, JUDGED_ROWS), counts, tokenizer.specials());
        return (session, care) -> guesses.measures(session);
    }

    @Override
    public List<Judgements> judge(ModelSession session, Side side, int most, Progress progress) {
        return judge(session, side.of(examples), most, progress);
    }

    /// As [#judge], of examples that come from elsewhere.
    public List<Judgements> judge(ModelSession session, List<Example> source, int most, Progress progress) {
        String head = new HeadSpec.MaskedTokens().name();
        TokenGuesses guesses = new TokenGuesses(session, tokenizer, head);
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
        return fingerprint;
    }

    @Override
    public String extent() {
        return examples.training().size() + " training and "
                + examples.validation().size() + " validation pairs of texts";
    }

    @Override
    public void close() {}
}
