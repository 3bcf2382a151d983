package glassformer.replay;

import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.Tensor;
import glassformer.run.AttentionExport;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A run's folder written by hand: two layers of two heads on the text `abcabc`, of which head 1 of layer 0 turns from
/// even attention to the token before.
public record StoredRun(Path root) {
    static final List<String> TOKENS = List.of("a", "b", "c", "a", "b", "c");

    public static StoredRun create(Path root) throws IOException {
        Files.createDirectories(root.resolve("attention"));
        Files.writeString(root.resolve("run.json"), """
                {"state": "RUNNING", "step": 0, "steps": 100, "device": "cpu", "engine": "none",
                 "started": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:00:00Z", "seconds": 0, "parameters": 1,
                 "versions": {}, "pid": 1}
                """);
        LabFile.write(root.resolve("lab.json"), Lab.initial("stored"));
        return new StoredRun(root);
    }

    /// An evaluation with all that there is.
    ///
    /// @param share of its attention that head 1 of layer 0 has on the token before
    public StoredRun evaluation(int step, double loss, float share) throws IOException {
        if (step > 0) {
            add("metrics.jsonl", "{\"step\":" + step + ",\"split\":\"train\",\"loss\":" + (loss + 0.1) + "}");
        }
        add("metrics.jsonl", "{\"step\":" + step + ",\"split\":\"validation\",\"loss\":" + loss + "}");
        add("samples.jsonl", "{\"step\":" + step + ",\"prompt\":\"ab\",\"text\":\"text of " + step + "\"}");
        add(
                "probes.jsonl",
                "{\"step\":" + step + ",\"heads\":[{\"head\":\"lm\",\"kind\":\"next-token\",\"places\":["
                        + "{\"token\":\"a\",\"target\":\"b\",\"probability\":" + share
                        + ",\"names\":[\"b\",\"c\"],\"probabilities\":[" + share + ",0.1]}]}]}");
        attention(step, share);
        return this;
    }

    public void attention(int step, float share) throws IOException {
        AttentionExport.safetensors(List.of(group(share)), root.resolve("attention/step-" + step + ".safetensors"));
    }

    void add(String file, String line) throws IOException {
        Files.writeString(root.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static AttentionGroup group(float share) {
        return new AttentionGroup(Kind.DECODER, TOKENS, TOKENS, List.of(layer(share), layer(0)));
    }

    private static Tensor layer(float share) {
        int size = TOKENS.size();
        float[] values = new float[2 * size * size];
        for (int head = 0; head < 2; head++) {
            for (int q = 0; q < size; q++) {
                float before = head == 1 && q > 0 ? share : 0;
                for (int k = 0; k <= q; k++) {
                    values[(head * size + q) * size + k] = (1 - before) / (q + 1) + (k == q - 1 ? before : 0);
                }
            }
        }
        return Tensor.of(values, 2, size, size);
    }
}
