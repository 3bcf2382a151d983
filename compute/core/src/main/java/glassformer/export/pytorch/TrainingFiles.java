package glassformer.export.pytorch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.Layer;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.Precision;
import glassformer.engine.Tokens;
import glassformer.engine.UpdateRule;
import glassformer.exchange.Json;
import glassformer.export.ExportSource;
import glassformer.export.ExportSubject;
import glassformer.run.Checkpoint;
import glassformer.run.Disk;
import glassformer.run.Lab;
import glassformer.run.RunData;
import glassformer.text.Progress;
import glassformer.text.TokenStore;
import glassformer.text.TokenizedCorpus;
import glassformer.train.LrSchedule;
import glassformer.train.TrainingConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What `train.py` goes on with: `training.json`, the optimizer's memory, and in `data/` either all token ids with the
/// rule that draws windows from them, or for other tasks the batches that would come next.
final class TrainingFiles {
    private static final int CHUNK = 1 << 16;

    private final ExportSource source;
    private final RunData data;
    private final int recorded;
    /// Whether the model reads token types; texts may have them nevertheless.
    private final boolean typed;

    /// @param recorded how many steps' batches, where they are recorded
    TrainingFiles(ExportSource source, RunData data, int recorded) {
        this.source = source;
        this.data = data;
        this.recorded = recorded;
        this.typed = source.blueprint().layers().anyMatch(Layer.TokenTypeEmbedding.class::isInstance);
    }

    /// Why `train.py` cannot go on with a run, as a note; empty where it can.
    static Optional<String> missing(ExportSubject subject) {
        if (subject.run() == null) {
            return Optional.of("There is no train.py, since this model has no run to go on with.");
        }
        if (subject.checkpoint().spec().adapters() != null) {
            return Optional.of("There is no train.py, since the run trains adapters, which are merged here.");
        }
        return Optional.empty();
    }

    /// What `train.py` leaves out of the run's training.
    static List<String> leftOut(Lab lab) {
        List<String> notes = new ArrayList<>();
        TrainingConfig training = lab.training();
        if (training.rule().averages()) {
            notes.add("train.py goes on from the mean of the weights and keeps no mean itself.");
        }
        if (training.gradientNoise() > 0) {
            notes.add("train.py adds no noise to gradients.");
        }
        Precision precision = training.computation().precision();
        if (precision.isLow()) {
            notes.add("train.py computes in float32, the run in " + precision.id() + ".");
        }
        if (lab.values().whole("training.unfreezeEvery") > 0) {
            notes.add("train.py trains what the run trained at this step and unfreezes nothing more.");
        }
        return notes;
    }

    void write(Path folder, Progress progress) throws IOException {
        Path into = Files.createDirectories(folder.resolve("data"));
        Optional<TokenizedCorpus> text = data.text();
        if (text.isPresent()) {
            int bytes = source.subject().tokenizer().vocabSize() <= 1 << 16 ? 2 : 4;
            ids(text.get().train(), bytes, into.resolve("train.bin"), progress);
            ids(text.get().validation(), bytes, into.resolve("validation.bin"), progress);
        } else {
            batches(into, progress);
        }
        Checkpoint checkpoint = source.subject().checkpoint();
        if (RunData.optimizer(checkpoint).isPresent()) {
            Files.copy(RunData.optimizerFile(checkpoint), folder.resolve("optimizer.safetensors"));
        }
        text(folder.resolve("training.json"), Json.pretty(settings(text.isPresent())));
        try (InputStream script = TrainingFiles.class.getResourceAsStream("train.py")) {
            Files.copy(Objects.requireNonNull(script), folder.resolve("train.py"));
        }
    }

    private ObjectNode settings(boolean tokens) {
        Lab lab = data.lab();
        TrainingConfig training = lab.training();
        Checkpoint checkpoint = source.subject().checkpoint();
        UpdateRule rule = training.rule();
        ObjectNode json = Json.object();
        json.put("step", checkpoint.step());
        json.put("batchSize", training.batchSize());
        json.put("accumulation", training.accumulation());
        json.put("contextLength", source.subject().spec().config().contextLength());
        json.put("seed", training.seed());
        json.put("clipNorm", training.clipNorm());
        json.put("l1", rule.l1());
        json.put("evaluateEvery", training.evaluateEvery());
        json.put("evaluateBatches", training.evaluateBatches());
        json.put("data", tokens ? "tokens" : "batches");
        json.put("idBytes", source.subject().tokenizer().vocabSize() <= 1 << 16 ? 2 : 4);
        LrSchedule schedule = training.schedule();
        json.putObject("schedule")
                .put("kind", schedule.kind().id())
                .put("peak", schedule.peak())
                .put("warmupSteps", schedule.warmupSteps())
                .put("finalShare", schedule.finalShare())
                .put("dropEvery", schedule.dropEvery())
                .put("dropFactor", schedule.dropFactor())
                .put("steps", schedule.steps());
        ObjectNode optimizer = json.putObject("optimizer");
        for (String key :
                List.of("kind", "weightDecay", "beta1", "beta2", "epsilon", "momentum", "nesterov", "smoothing")) {
            optimizer.putPOJO(key, lab.values().get("training.optimizer." + key));
        }
        rule.optimizer().memory().forEach(json.putArray("memory")::add);
        json.put(
                "optimizerSteps",
                RunData.optimizer(checkpoint).map(state -> state.steps()).orElse(0L));
        ObjectNode missed = json.putObject("missed");
        RunData.missed(checkpoint).forEach(missed::put);
        ObjectNode factors = json.putObject("factors");
        data.rates(source.blueprint(), checkpoint.step()).factors().forEach(factors::put);
        ArrayNode decays = json.putArray("decays");
        ParameterTable.of(source.blueprint()).weights().stream()
                .filter(Weight::decays)
                .forEach(weight -> decays.add(weight.name()));
        return json;
    }

    private static void ids(TokenStore store, int bytes, Path file, Progress progress) throws IOException {
        Disk.create(file, out -> {
            int[] ids = new int[CHUNK];
            for (long at = 0; at < store.size(); at += CHUNK) {
                progress.step((double) at / store.size());
                int count = (int) Math.min(CHUNK, store.size() - at);
                store.read(at, ids, 0, count);
                ByteBuffer buffer = ByteBuffer.allocate(bytes * count).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < count; i++) {
                    if (bytes == 2) {
                        buffer.putShort((short) ids[i]);
                    } else {
                        buffer.putInt(ids[i]);
                    }
                }
                out.write(buffer.array());
            }
        });
    }

    private void batches(Path into, Progress progress) throws IOException {
        TrainingConfig training = data.lab().training();
        int from = source.subject().checkpoint().step();
        Disk.create(into.resolve("batches.jsonl"), out -> {
            for (int i = 1; i <= recorded; i++) {
                progress.step((double) i / recorded);
                for (Batch batch : data.data()
                        .training()
                        .microBatches(training.seed(), from + i, training.accumulation(), training.batchSize())) {
                    out.write(line(json(batch).put("step", from + i)));
                }
            }
        });
        Disk.create(into.resolve("validation.jsonl"), out -> {
            for (Batch batch : data.data().validation(training.evaluateBatches(), training.batchSize())) {
                out.write(line(json(batch)));
            }
        });
    }

    private static byte[] line(ObjectNode json) {
        return (Json.line(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode json(Batch batch) {
        ObjectNode json = Json.object();
        json.set("input", side(batch.input()));
        if (batch.decoder() != null) {
            json.set("decoder", side(batch.decoder()));
        }
        Tokens read = batch.decoder() == null ? batch.input() : batch.decoder();
        ObjectNode labels = json.putObject("labels");
        for (Labels label : batch.labels()) {
            ObjectNode one = labels.putObject(label.head()).put("weight", label.weight());
            switch (label) {
                case Labels.Classes classes -> {
                    one.put("smoothing", classes.smoothing());
                    boolean perToken = classes.labels().length != read.size();
                    one.set("classes", perToken ? rows(classes.labels(), read) : numbers(classes.labels()));
                }
                case Labels.Values values -> {
                    ArrayNode list = one.putArray("values");
                    for (float value : values.values()) {
                        list.add(value);
                    }
                }
            }
        }
        return json;
    }

    private ObjectNode side(Tokens tokens) {
        ObjectNode json = Json.object();
        json.set("ids", rows(tokens.ids(), tokens));
        int[] lengths = tokens.lengths();
        if (lengths != null) {
            json.set("lengths", numbers(lengths));
        }
        int[] types = tokens.types();
        if (types != null && typed) {
            json.set("types", rows(types, tokens));
        }
        return json;
    }

    private static ArrayNode rows(int[] values, Tokens tokens) {
        ArrayNode rows = Json.object().putArray("rows");
        for (int row = 0; row < tokens.size(); row++) {
            rows.add(numbers(java.util.Arrays.copyOfRange(values, row * tokens.length(), (row + 1) * tokens.length())));
        }
        return rows;
    }

    private static ArrayNode numbers(int[] values) {
        ArrayNode list = Json.object().putArray("list");
        for (int value : values) {
            list.add(value);
        }
        return list;
    }

    private static void text(Path file, String text) throws IOException {
        Disk.create(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
