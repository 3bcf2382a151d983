package glassformer.run;

import glassformer.engine.Batch;
import glassformer.engine.Engines;
import glassformer.engine.MeanEvaluation;
import glassformer.text.TokenStore;
import glassformer.text.Tokenizer;
import glassformer.train.BatchSampler;
import glassformer.train.TrainingControl;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// How well a run's checkpoint knows the run's validation text.
///
/// @param loss        mean cross-entropy in nats a token
/// @param perplexity  `exp(loss)`
/// @param bitsPerByte the loss in bits, over the bytes of UTF-8 that a token stands for: comparable between tokenizers
/// @param tokens      how many were predicted
public record RunEvaluation(int step, double loss, double perplexity, double bitsPerByte, long tokens) {

    /// @param step    which checkpoint; the newest that is whole where null
    /// @param device  `auto` or a device's id
    /// @param batches how many batches of the lab's size, spread over the text; 0 takes all of it
    /// @throws glassformer.BadInputException                 where there is no such run or checkpoint
    /// @throws glassformer.engine.DeviceUnavailableException where the device is not there
    /// @throws CancellationException                         where the control stops it
    public static RunEvaluation of(
            Path run,
            @Nullable Integer step,
            Engines engines,
            String device,
            int batches,
            RunListener listener,
            TrainingControl control) {
        Lab lab = new RunFolder(run).lab();
        int batchSize = lab.training().batchSize();
        try (TrainedModel model = TrainedModel.open(run, step, engines, device);
                PreparedText text = PreparedText.of(lab, run, model.tokenizer(), listener, control)) {
            BatchSampler sampler = new BatchSampler(text.held(), model.config().contextLength(), "validation");
            List<Batch> all = sampler.evenlySpaced(batches == 0 ? Integer.MAX_VALUE : batches, batchSize);
            MeanEvaluation mean = new MeanEvaluation();
            for (int i = 0; i < all.size(); i++) {
                if (control.isStopped()) {
                    throw new CancellationException("The evaluation was stopped.");
                }
                listener.phase("Evaluating", (double) i / all.size());
                mean.add(all.get(i), model.session().evaluate(all.get(i)));
            }
            double loss = mean.mean().loss();
            double bits = loss / Math.log(2);
            double bytesPerToken = bytesPerToken(text.corpus().validation(), model.tokenizer());
            return new RunEvaluation(model.step(), loss, Math.exp(loss), bits / bytesPerToken, mean.count());
        }
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
