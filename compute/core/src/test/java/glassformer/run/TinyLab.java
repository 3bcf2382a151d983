package glassformer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A lab that trains in milliseconds on a text of its own.
public final class TinyLab {
    private TinyLab() {}

    public static Lab in(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            text.append("the cat sat on mat ").append(i % 7).append(i % 5 == 0 ? ".\n\n" : ". ");
        }
        Files.writeString(folder.resolve("text.txt"), text);
        return Lab.initial("tiny")
                .with("data.source", "file:text.txt")
                .with("tokenizer.kind", "char")
                .with("model.layers", 2)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", 8)
                .with("model.dropout", 0.1)
                .with("training.steps", 20)
                .with("training.batchSize", 4)
                .with("training.accumulation", 2)
                .with("training.evaluateEvery", 5)
                .with("training.evaluateBatches", 3)
                .with("training.checkpointEvery", 10)
                .with("training.optimizer.learningRate", 0.05)
                .with("training.schedule.warmupSteps", 2)
                .withProbes(new Probes("the cat", "the ", 6));
    }
}
