package glassformer.task;

import glassformer.augment.DrawnAugmentation;
import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.data.SplitExamples;
import glassformer.engine.Batch;
import glassformer.engine.ModelSession;
import glassformer.evaluate.Judgements;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.train.BatchSource;
import glassformer.train.Measure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Examples to learn from, one a row.
public final class ExampleData implements TaskData {
    private static final int JUDGED = 1000;

    private final Tokenizer tokenizer;
    private final SplitExamples examples;
    private final Shaping shaping;
    private final String fingerprint;
    private final @Nullable DrawnAugmentation augmentation;
    private final Runnable closing;

    ExampleData(Tokenizer tokenizer, SplitExamples examples, Shaping shaping, String fingerprint) {
        this(tokenizer, examples, shaping, fingerprint, null, () -> {});
    }

    private ExampleData(
            Tokenizer tokenizer,
            SplitExamples examples,
            Shaping shaping,
            String fingerprint,
            @Nullable DrawnAugmentation augmentation,
            Runnable closing) {
        this.tokenizer = tokenizer;
        this.examples = examples.requireBothSides();
        this.shaping = shaping;
        this.fingerprint = fingerprint;
        this.augmentation = augmentation;
        this.closing = closing;
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public List<HeadSpec> heads() {
        return shaping.heads();
    }

    public SplitExamples examples() {
        return examples;
    }

    @Override
    public BatchSource training() {
        List<Example> all = examples.training();
        return new BatchSource() {
            private LengthGroups groups = new LengthGroups(all, 0, 1);

            @Override
            public List<Batch> microBatches(long seed, int step, int accumulation, int batchSize) {
                if (!groups.isOf(seed, batchSize)) {
                    groups = new LengthGroups(all, seed, batchSize);
                }
                List<Batch> batches = new ArrayList<>();
                for (int micro = 0; micro < accumulation; micro++) {
                    long number = (long) (step - 1) * accumulation + micro;
                    List<Example> drawn = groups.batch(number);
                    List<Example> rows = new ArrayList<>();
                    for (int row = 0; row < batchSize; row++) {
                        rows.add(changed(drawn.get(row), seed, number * batchSize + row));
                    }
                    batches.add(shaping.drawn(rows, seed, number * batchSize));
                }
                return batches;
            }
        };
    }

    @Override
    public List<Batch> validation(int batches, int batchSize) {
        List<Example> chosen =
                spread(examples.validation(), (int) Math.min(Integer.MAX_VALUE, (long) batches * batchSize));
        return shaping.whole(chosen, batchSize);
    }

    @Override
    public Measure measure() {
        return (session, care) -> shaping.judge(
                session,
                spread(
                        examples.validation(),
                        switch (care) {
                            case GLANCE -> Math.min(JUDGED, shaping.quick());
                            case LOOK -> JUDGED;
                            case EVERYTHING -> Integer.MAX_VALUE;
                        }));
    }

    @Override
    public List<Judgements> judge(ModelSession session, Side side, int most, Progress progress) {
        return judge(session, side.of(examples), most, progress);
    }

    /// As [#judge], of examples that come from elsewhere.
    public List<Judgements> judge(ModelSession session, List<Example> all, int most, Progress progress) {
        return shaping.judgements(session, spread(all, most), progress);
    }

    /// Drawn at random but always the same. At even distances they would be all of one class where classes take turns.
    private static List<Example> spread(List<Example> all, int count) {
        Shuffling shuffling = new Shuffling(all.size(), 0);
        List<Example> chosen = new ArrayList<>();
        for (int i = 0; i < Math.min(count, all.size()); i++) {
            chosen.add(all.get(shuffling.at(i)));
        }
        return chosen;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public String extent() {
        return examples.training().size() + " training and "
                + examples.validation().size() + " validation examples";
    }

    /// The same data whose training examples are changed as they are drawn; those of validation never are.
    ///
    /// @param closing runs when the data is closed
    public ExampleData with(DrawnAugmentation changes, Runnable closing) {
        return new ExampleData(tokenizer, examples, shaping, fingerprint, changes, closing);
    }

    private Example changed(Example example, long seed, long place) {
        return augmentation == null ? example : augmentation.of(example, seed, place);
    }

    @Override
    public void close() {
        closing.run();
    }
}
