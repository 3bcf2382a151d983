package glassformer.ui;

import glassformer.engine.Tensor;
import glassformer.exchange.Safetensors;
import glassformer.worker.WorkerEvents.Choice;
import glassformer.worker.WorkerEvents.Token;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A run folder with made-up attention that looks like a trained model's, for pictures.
final class DemoRun {
    private static final List<String> WORDS = List.of(
            "First",
            " Citizen",
            ":",
            "\\n",
            "Before",
            " we",
            " proceed",
            " any",
            " further",
            ",",
            " hear",
            " me",
            " speak",
            ".",
            "\\n",
            "All",
            ":",
            "\\n",
            "Spe",
            "ak",
            ",",
            " speak",
            ".");
    private static final int LAYERS = 4;
    private static final int HEADS = 4;

    private DemoRun() {}

    static Path in(Path run) throws IOException {
        Files.createDirectories(run.resolve("attention"));
        for (int step = 0; step <= 2000; step += 200) {
            Files.createDirectories(run.resolve("checkpoints").resolve("step-" + step));
            var layers = new LinkedHashMap<String, Tensor>();
            for (int l = 0; l < LAYERS; l++) layers.put("layer." + l, layer(l, step / 2000.0));
            String names = "{\"tokens\":["
                    + String.join(
                            ",",
                            WORDS.stream()
                                    .map(w -> "\"" + w.replace("\\", "\\\\") + "\"")
                                    .toList()) + "]}";
            try (OutputStream out = Files.newOutputStream(run.resolve("attention/step-" + step + ".safetensors"))) {
                new Safetensors(layers, Map.of("format", "pt", "tokens", names)).write(out);
            }
        }
        return run;
    }

    private static Tensor layer(int layer, double learned) {
        int t = WORDS.size();
        var values = new float[HEADS * t * t];
        for (int h = 0; h < HEADS; h++) {
            var random = new Random(layer * 31L + h);
            double near = random.nextDouble() * 2.5 * learned;
            double first = random.nextDouble() * 4 * learned;
            int back = random.nextInt(4);
            for (int q = 0; q < t; q++) {
                double sum = 0;
                for (int k = 0; k <= q; k++) {
                    double score = -near * Math.abs(q - back - k) + (k == 0 ? first : 0) + random.nextGaussian() * 0.6;
                    values[(h * t + q) * t + k] = (float) Math.exp(score);
                    sum += Math.exp(score);
                }
                for (int k = 0; k <= q; k++) values[(h * t + q) * t + k] /= (float) sum;
            }
        }
        return Tensor.of(values, HEADS, t, t);
    }

    /// A text of 200 tokens, each with its ten likeliest.
    static List<Token> tokens(String request) {
        var random = new Random(5);
        var tokens = new ArrayList<Token>();
        for (int i = 0; i < 200; i++) {
            var top = new ArrayList<Choice>();
            double left = 1;
            int chosen = random.nextInt(3);
            for (int rank = 0; rank < 10; rank++) {
                double probability = left * (0.25 + random.nextDouble() * 0.3);
                left -= probability;
                int id = rank == chosen ? i % WORDS.size() : random.nextInt(WORDS.size());
                top.add(new Choice(100 + id, WORDS.get(id), probability, rank == chosen));
            }
            Choice came = top.get(chosen);
            String text = came.piece().replace("\\n", "\n");
            tokens.add(new Token(request, came.token(), came.piece(), came.probability(), top, text));
        }
        return tokens;
    }
}
