package glassformer.task;

import glassformer.BadInputException;
import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.data.SplitExamples;
import glassformer.engine.Batch;
import glassformer.text.Tokenizer;
import glassformer.train.BatchSource;
import glassformer.train.Measure;
import java.util.ArrayList;
import java.util.List;

/// Examples to learn from, one a row.
public final class ExampleData implements TaskData {
    private static final int JUDGED = 1000;

    private final Tokenizer tokenizer;
    private final SplitExamples examples;
    private final Shaping shaping;
    private final String fingerprint;

    ExampleData(Tokenizer tokenizer, SplitExamples examples, Shaping shaping, String fingerprint) {
        if (examples.training().isEmpty() || examples.validation().isEmpty()) {
            throw new BadInputException("The data has " + examples.training().size() + " training and "
                    + examples.validation().size() + " validation examples, but needs at least one of each; give more"
                    + " data or another data.validationFraction.");
        }
        this.tokenizer = tokenizer;
        this.examples = examples;
        this.shaping = shaping;
        this.fingerprint = fingerprint;
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
                    List<Example> rows = new ArrayList<>();
                    long first = ((long) (step - 1) * accumulation + micro) * batchSize;
                    for (int row = 0; row < batchSize; row++) {
                        rows.add(all.get(shuffling.at(first + row)));
                    }
                    batches.add(shaping.batch(rows));
                }
                return batches;
            }
        };
    }

    @Override
    public List<Batch> validation(int batches, int batchSize) {
        List<Example> chosen = spread((int) Math.min(Integer.MAX_VALUE, (long) batches * batchSize));
        List<Batch> all = new ArrayList<>();
        for (int from = 0; from < chosen.size(); from += batchSize) {
            all.add(shaping.batch(chosen.subList(from, Math.min(from + batchSize, chosen.size()))));
        }
        return all;
    }

    @Override
    public Measure measure() {
        return (session, last) -> shaping.judge(session, spread(last ? JUDGED : Math.min(JUDGED, shaping.quick())));
    }

    /// Examples of the validation side, drawn at random but always the same. At even distances they would be all of
    /// one class where classes take turns.
    private List<Example> spread(int count) {
        List<Example> all = examples.validation();
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

    @Override
    public void close() {}
}
