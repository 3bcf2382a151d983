package glassformer.ui;

import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Tensor;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Safetensors;
import glassformer.run.Lab;
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
import java.util.stream.Collectors;

/// A run folder with made-up attention that looks like a trained model's, for pictures.
public final class DemoRun {
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
            checkpoint(run, step, "gpt", "language-model");
            var layers = new LinkedHashMap<String, Tensor>();
            for (int l = 0; l < LAYERS; l++) layers.put("decoder.layer." + l, layer(l, step / 2000.0));
            String names = "{\"decoder\":{\"rows\":" + list(WORDS) + ",\"columns\":" + list(WORDS) + "}}";
            try (OutputStream out = Files.newOutputStream(run.resolve("attention/step-" + step + ".safetensors"))) {
                new Safetensors(layers, Map.of("format", "pt", "tokens", names)).write(out);
            }
        }
        return run;
    }

    /// A run of an encoder-decoder, which reads `3982` and writes it in French.
    public static Path translation(Path run) throws IOException {
        Files.createDirectories(run.resolve("attention"));
        checkpoint(run, 100, "transformer", "translation");
        List<String> source = List.of("3", "9", "8", "2", "</s>");
        List<String> wrote = List.of("trois", " mille", " neuf", " cent", " quatre", "-", "vingt", "-", "deux", "</s>");
        var read = new ArrayList<>(wrote.subList(0, wrote.size() - 1));
        read.addFirst("<pad>");
        var layers = new LinkedHashMap<String, Tensor>();
        for (int l = 0; l < 2; l++) {
            layers.put("encoder.layer." + l, even(source.size(), source.size(), false));
            layers.put("decoder.layer." + l, even(read.size(), read.size(), true));
            layers.put("cross.layer." + l, aligned(wrote.size(), source.size(), l));
        }
        String names = "{\"encoder\":{\"rows\":" + list(source) + ",\"columns\":" + list(source)
                + "},\"decoder\":{\"rows\":" + list(read) + ",\"columns\":" + list(read)
                + "},\"cross\":{\"rows\":" + list(wrote) + ",\"columns\":" + list(source) + "}}";
        try (OutputStream out = Files.newOutputStream(run.resolve("attention/step-100.safetensors"))) {
            new Safetensors(layers, Map.of("format", "pt", "tokens", names)).write(out);
        }
        return run;
    }

    /// A run of a masked language model.
    public static Path masked(Path run) throws IOException {
        return model(run, "bert", "masked-language-model");
    }

    /// A run of a classifier.
    public static Path classifier(Path run) throws IOException {
        return model(run, "bert", "classification", new HeadSpec.Classes("topic", List.of("sea", "land", "air")));
    }

    private static Path model(Path run, String family, String task, HeadSpec... heads) throws IOException {
        checkpoint(run, 100, family, task, heads);
        return run;
    }

    /// Only its config.json, from which pages tell what the model does.
    private static void checkpoint(Path run, int step, String family, String task, HeadSpec... heads)
            throws IOException {
        Path folder = Files.createDirectories(run.resolve("checkpoints").resolve("step-" + step));
        ModelConfig config = Lab.initial("demo")
                .with("task", task)
                .with("model.family", family)
                .with("model.layers", 2)
                .with("model.heads", 4)
                .with("model.dim", 32)
                .model(40);
        ModelSpec spec = heads.length == 0 ? ModelSpec.of(config) : new ModelSpec(config, List.of(heads));
        Files.writeString(folder.resolve("config.json"), HuggingFaceConfig.json(spec, Map.of()));
    }

    private static String list(List<String> tokens) {
        return tokens.stream()
                .map(token -> "\"" + token.replace("\\", "\\\\") + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Tensor even(int rows, int columns, boolean causal) {
        var values = new float[HEADS * rows * columns];
        for (int i = 0; i < HEADS * rows; i++) {
            int keys = causal ? i % rows + 1 : columns;
            for (int k = 0; k < keys; k++) values[i * columns + k] = 1f / keys;
        }
        return Tensor.of(values, HEADS, rows, columns);
    }

    /// Each head follows the source with the text, more or less sharply.
    private static Tensor aligned(int rows, int columns, int layer) {
        var values = new float[HEADS * rows * columns];
        for (int i = 0; i < HEADS * rows; i++) {
            double centre = (i % rows) * (columns - 1.0) / (rows - 1);
            double sharpness = 0.3 + i / rows + layer;
            double sum = 0;
            for (int k = 0; k < columns; k++) {
                double weight = Math.exp(-sharpness * Math.abs(k - centre));
                values[i * columns + k] = (float) weight;
                sum += weight;
            }
            for (int k = 0; k < columns; k++) values[i * columns + k] /= (float) sum;
        }
        return Tensor.of(values, HEADS, rows, columns);
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
