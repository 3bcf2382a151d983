package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.engine.Batch;
import glassformer.engine.ModelSession;
import glassformer.evaluate.Judgements;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.train.BatchSource;
import glassformer.train.Measure;
import java.util.List;

/// A lab's data, ready to train on: the heads that the model needs for it, batches, and how answers are judged.
public interface TaskData extends AutoCloseable {
    Tokenizer tokenizer();

    List<HeadSpec> heads();

    BatchSource training();

    /// Batches to look at, spread over the validation data, the same each time.
    ///
    /// @param batches   how many at most
    /// @param batchSize sequences in each
    List<Batch> validation(int batches, int batchSize);

    /// By more than the loss.
    Measure measure();

    /// What each head says to the examples of a side, in an order that is always the same.
    ///
    /// @param most how many examples at most
    /// @throws java.util.concurrent.CancellationException where the progress asks for it
    List<Judgements> judge(ModelSession session, Side side, int most, Progress progress);

    /// Of the data: equal for equal data only.
    String fingerprint();

    /// "12,000 training and 1,300 validation tokens"
    String extent();

    @Override
    void close();
}
