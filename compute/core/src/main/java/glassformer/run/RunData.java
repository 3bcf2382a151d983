package glassformer.run;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.OptimizerState;
import glassformer.task.TaskData;
import glassformer.text.TokenizedCorpus;
import glassformer.text.Tokenizer;
import glassformer.train.TrainingControl;
import java.util.Map;
import java.util.Optional;

/// A run's data as its training sees it, and what its training remembers at a checkpoint: what another program needs to
/// go on with it.
public record RunData(Lab lab, TaskData data) implements AutoCloseable {
    /// @throws glassformer.BadInputException where the data is not there any more
    public static RunData open(RunFolder run, Tokenizer tokenizer, Engines engines) {
        Lab lab = run.lab();
        return new RunData(
                lab,
                PreparedData.toTrainOn(lab, run.root(), tokenizer, engines, RunListener.SILENT, new TrainingControl()));
    }

    /// The token ids, where training draws windows of one length from a text.
    public Optional<TokenizedCorpus> text() {
        return data instanceof PreparedText text && text.curriculum() == null
                ? Optional.of(text.corpus())
                : Optional.empty();
    }

    /// What is trained at a step, and how fast.
    public LearningRates rates(Blueprint blueprint, int step) {
        return lab.transfer().byStep(blueprint).at(Math.max(1, step));
    }

    /// What a checkpoint's optimizer remembers; nothing where it has none.
    public static Optional<OptimizerState> optimizer(Checkpoint checkpoint) {
        return java.nio.file.Files.exists(checkpoint.folder().resolve(Checkpoint.OPTIMIZER))
                ? Optional.of(checkpoint.optimizer())
                : Optional.empty();
    }

    /// The file with it.
    public static java.nio.file.Path optimizerFile(Checkpoint checkpoint) {
        return checkpoint.folder().resolve(Checkpoint.OPTIMIZER);
    }

    /// Updates that tensors missed, see [OptimizerState#missed].
    public static Map<String, Long> missed(Checkpoint checkpoint) {
        return checkpoint.trainer().missed();
    }

    @Override
    public void close() {
        data.close();
    }
}
