package glassformer.app;

import glassformer.BadInputException;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.StandardSize;
import glassformer.engine.Batch;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.StepSettings;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import glassformer.exchange.Safetensors;
import glassformer.text.CharTokenizer;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Split;
import glassformer.text.TextFileCorpus;
import glassformer.text.TokenStore;
import glassformer.text.TokenizedCorpus;
import glassformer.train.BatchSampler;
import glassformer.train.LrSchedule;
import glassformer.train.TokenSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Trains size S on a text at character level, here and in Python's torch, from the same weights on the same
/// windows with the same schedule, and compares validation loss and time. The two take turns of a hundred steps.
@Command(name = "quality", description = "Trains the same model here and in Python's torch and compares the results.")
final class BenchQualityCommand implements Callable<Integer> {
    private static final int TURN = 100;
    private static final int EVALUATION_BATCHES = 100;
    private static final double WEIGHT_DECAY = 0.1;

    private final Session session;

    @Parameters(paramLabel = "TEXT", description = "A txt file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path text;

    @Option(names = "--steps", defaultValue = "2000", description = "Training steps (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of weights, split and windows.")
    private long seed;

    @Option(names = "--python", defaultValue = "/usr/bin/python3", description = "The Python that has torch.")
    private String python = "";

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    BenchQualityCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (steps < 1) {
            throw new BadInputException("--steps is " + steps + ", but must be at least 1.");
        }
        TextFileCorpus corpus = new TextFileCorpus(text);
        CharTokenizer tokenizer;
        try (Documents documents = corpus.open()) {
            tokenizer = CharTokenizer.train(documents, Progress.none());
        }
        try (TemporaryFolder folder = TemporaryFolder.create("quality");
                TokenizedCorpus tokens = TokenizedCorpus.encode(
                        corpus, tokenizer, new Split(0.1, seed), folder.path(), Progress.none())) {
            return compare(read(tokens.train()), read(tokens.validation()), tokenizer.vocabSize(), folder.path());
        }
    }

    private int compare(int[] train, int[] validation, int vocabSize, Path folder) throws IOException {
        StandardSize size = StandardSize.S;
        GptConfig config = size.config(vocabSize);
        Weights weights = Weights.initial(config.blueprint(), seed);
        LrSchedule schedule = new LrSchedule(LrSchedule.Kind.COSINE, 1e-3, Math.min(100, steps), 0.1, steps);
        BatchSampler sampler = new BatchSampler(TokenSource.of(train), config.contextLength(), "training");
        BatchSampler held = new BatchSampler(TokenSource.of(validation), config.contextLength(), "validation");
        Path description = describe(train, validation, config, size, weights, schedule, sampler, held, folder);
        Engines.Located place = session.engines().locate("cpu");
        double seconds = 0;
        double pythonSeconds = 0;
        double loss = 0;
        double pythonLoss;
        try (PythonBaseline baseline =
                        PythonBaseline.start(python, Runtime.getRuntime().availableProcessors());
                ModelSession model = place.engine().open(config.blueprint(), weights, place.device())) {
            baseline.load(description);
            Optimizer adamw = new Optimizer.AdamW(0.9, 0.95, 1e-8, WEIGHT_DECAY);
            model.startTraining(
                    UpdateRule.of(adamw),
                    OptimizerState.fresh(adamw, config.blueprint()),
                    LearningRates.all(config.blueprint()));
            for (int done = 0; done < steps; done += TURN) {
                int until = Math.min(steps, done + TURN);
                long begin = System.nanoTime();
                for (int step = done + 1; step <= until; step++) {
                    model.step(
                            sampler.microBatches(seed, step, 1, size.batchSize()),
                            StepSettings.of(schedule.at(step), 1, step));
                }
                seconds += (System.nanoTime() - begin) / 1e9;
                pythonSeconds += baseline.advance(until - done);
                session.console().err().printf(Locale.ROOT, "%d of %d steps%n", until, steps);
            }
            List<Batch> batches = held.evenlySpaced(EVALUATION_BATCHES, size.batchSize());
            for (Batch batch : batches) {
                loss += model.evaluate(batch).loss() / batches.size();
            }
            pythonLoss = baseline.evaluate();
        }
        if (json) {
            session.console()
                    .out()
                    .println(new JsonLine()
                            .with("validationLoss", loss)
                            .with("torchValidationLoss", pythonLoss)
                            .with("seconds", seconds)
                            .with("torchSeconds", pythonSeconds)
                            .with("ratio", seconds / pythonSeconds));
        } else {
            session.console()
                    .out()
                    .printf(
                            Locale.ROOT,
                            "validation loss %.4f, Python torch %.4f; %.1f s, Python torch %.1f s, ratio %.3f%n",
                            loss,
                            pythonLoss,
                            seconds,
                            pythonSeconds,
                            seconds / pythonSeconds);
        }
        return ExitCode.DONE;
    }

    private Path describe(
            int[] train,
            int[] validation,
            GptConfig config,
            StandardSize size,
            Weights weights,
            LrSchedule schedule,
            BatchSampler sampler,
            BatchSampler held,
            Path folder)
            throws IOException {
        Path model = folder.resolve("model.safetensors");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(model))) {
            Safetensors.of(weights).write(out);
        }
        List<Double> rates = new ArrayList<>();
        List<long[]> windows = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            rates.add(schedule.at(step));
            long[] starts = new long[size.batchSize()];
            for (int row = 0; row < starts.length; row++) {
                starts[row] = sampler.start(seed, step, 0, row);
            }
            windows.add(starts);
        }
        Path file = folder.resolve("run.json");
        PythonBaseline.describe(
                Map.ofEntries(
                        Map.entry("train", train),
                        Map.entry("validation", validation),
                        Map.entry("vocabSize", config.vocabSize()),
                        Map.entry("layers", config.layers()),
                        Map.entry("heads", config.heads()),
                        Map.entry("dim", config.dim()),
                        Map.entry("contextLength", config.contextLength()),
                        Map.entry("weights", model.toString()),
                        Map.entry("weightDecay", WEIGHT_DECAY),
                        Map.entry("learningRates", rates),
                        Map.entry("windows", windows),
                        Map.entry("evaluation", held.evenlySpacedStarts(EVALUATION_BATCHES, size.batchSize()))),
                file);
        return file;
    }

    private static int[] read(TokenStore store) {
        int[] ids = new int[Math.toIntExact(store.size())];
        store.read(0, ids, 0, ids.length);
        return ids;
    }
}
