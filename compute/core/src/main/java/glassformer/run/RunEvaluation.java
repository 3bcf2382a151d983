package glassformer.run;

import glassformer.baseline.TextBaseline;
import glassformer.data.Example;
import glassformer.engine.Batch;
import glassformer.engine.Engines;
import glassformer.engine.MeanEvaluation;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.evaluate.Measures;
import glassformer.task.ExampleData;
import glassformer.task.TaskData;
import glassformer.task.TaskKind;
import glassformer.text.TokenStore;
import glassformer.text.Tokenizer;
import glassformer.train.Measure;
import glassformer.train.TrainingControl;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// How well a run's checkpoint knows the run's validation data.
///
/// @param loss     mean cross-entropy in nats, or squared error
/// @param labels   over how many tokens or texts
/// @param measures by name, as the task has them: `perplexity` (e to the loss) and `bitsPerByte` (the loss in bits over
///                 the bytes of UTF-8 that a token stands for, comparable between tokenizers) of a language model,
///                 `accuracy`, `exactMatch` and others; `baselineAccuracy` and `baselineMacroF1` of word counts
public record RunEvaluation(int step, double loss, long labels, Map<String, Double> measures) {

    /// @param step     which checkpoint; the newest that is whole where null
    /// @param device   `auto` or a device's id
    /// @param batches  how many batches of the lab's size, spread over the data; 0 takes all of it
    /// @param baseline whether a classifier is compared with one that counts words, which takes a while
    /// @throws glassformer.BadInputException                 where there is no such run or checkpoint
    /// @throws glassformer.engine.DeviceUnavailableException where the device is not there
    /// @throws CancellationException                         where the control stops it
    public static RunEvaluation of(
            Path run,
            @Nullable Integer step,
            Engines engines,
            String device,
            int batches,
            boolean baseline,
            RunListener listener,
            TrainingControl control) {
        Lab lab = new RunFolder(run).lab();
        int batchSize = lab.training().batchSize();
        try (TrainedModel model = TrainedModel.open(run, step, engines, device);
                TaskData data = PreparedData.of(lab, run, model.tokenizer(), listener, control)) {
            List<Batch> all = data.validation(batches == 0 ? Integer.MAX_VALUE : batches, batchSize);
            MeanEvaluation mean = new MeanEvaluation();
            for (int i = 0; i < all.size(); i++) {
                if (control.isStopped()) {
                    throw new CancellationException("The evaluation was stopped.");
                }
                listener.phase("Evaluating", (double) i / all.size());
                mean.add(all.get(i), model.session().evaluate(all.get(i)));
            }
            double loss = mean.mean().loss();
            Map<String, Double> measures = new LinkedHashMap<>();
            if (data instanceof PreparedText text) {
                measures.put("perplexity", Measures.perplexity(loss));
                measures.put(
                        "bitsPerByte",
                        loss / Math.log(2) / bytesPerToken(text.corpus().validation(), model.tokenizer()));
            }
            listener.phase("Judging answers", -1);
            measures.putAll(
                    data.measure().of(model.session(), batches == 0 ? Measure.Care.EVERYTHING : Measure.Care.LOOK));
            if (baseline && lab.task() == TaskKind.CLASSIFICATION && data instanceof ExampleData examples) {
                listener.phase("Training the baseline of word counts", -1);
                ConfusionMatrix counted = TextBaseline.train(
                                classified(examples.examples().training()))
                        .evaluate(classified(examples.examples().validation()));
                measures.put("baselineAccuracy", counted.accuracy());
                measures.put("baselineMacroF1", counted.macroF1());
            }
            return new RunEvaluation(model.step(), loss, mean.count(), measures);
        }
    }

    private static List<Example.Classified> classified(List<Example> examples) {
        return examples.stream().map(Example.Classified.class::cast).toList();
    }

    private static double bytesPerToken(TokenStore ids, Tokenizer tokenizer) {
        int[] block = new int[1 << 16];
        long bytes = 0;
        for (long from = 0; from < ids.size(); from += block.length) {
            int count = (int) Math.min(block.length, ids.size() - from);
            ids.read(from, block, 0, count);
            for (int i = 0; i < count; i++) {
                bytes += tokenizer.bytes(block[i]).length;
            }
        }
        return (double) bytes / ids.size();
    }
}
