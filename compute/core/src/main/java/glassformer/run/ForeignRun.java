package glassformer.run;

import glassformer.blueprint.Family;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.ParameterTable;
import glassformer.engine.OptimizerState;
import glassformer.task.TaskKind;
import glassformer.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A run folder around a model that was trained elsewhere: its one checkpoint is that of step 0, which is the run's
/// result. Its lab has the model's settings and begins with its weights, so that with data it trains further.
public record ForeignRun(ModelSpec spec, Tokenizer tokenizer, String name, String description) {
    private static final int STEP = 0;
    private static final int MOST_TOKENS = 1_000_000;

    /// The lab that a model like this comes from, as far as its heads tell. Where to read data from stays open.
    ///
    /// @throws glassformer.BadInputException where the model has a size that no lab can have
    public Lab lab() {
        Lab lab = Lab.initial(name).with(Family.KEY, spec.config().family().id());
        lab = lab.with(TaskKind.KEY, task().id());
        for (Map.Entry<String, Object> setting : spec.config().settings().entrySet()) {
            lab = lab.with(setting.getKey(), setting.getValue());
        }
        if (spec.heads().contains(new HeadSpec.SentencePair())) {
            lab = lab.with("data.nextSentence", true);
        }
        return lab.with("tokenizer.kind", tokenizer.kind())
                .with("tokenizer.vocabSize", Math.clamp(tokenizer.vocabSize(), 2, MOST_TOKENS))
                .with("training.from", "checkpoints/step-" + STEP)
                .withText("description", description);
    }

    private TaskKind task() {
        Family family = spec.config().family();
        List<HeadSpec> heads = spec.heads();
        TaskKind likely = heads.isEmpty() ? TaskKind.MASKED_LANGUAGE_MODEL : task(heads.getFirst());
        boolean several = heads.size() > 1
                && heads.stream().allMatch(head -> head instanceof HeadSpec.Classes || head instanceof HeadSpec.Value);
        TaskKind task = several ? TaskKind.MULTI_TASK : likely;
        return task.families().contains(family)
                ? task
                : List.of(TaskKind.values()).stream()
                        .filter(other -> other.families().contains(family))
                        .findFirst()
                        .orElseThrow();
    }

    private static TaskKind task(HeadSpec head) {
        return switch (head) {
            case HeadSpec.LanguageModel lm -> TaskKind.LANGUAGE_MODEL;
            case HeadSpec.MaskedTokens masked -> TaskKind.MASKED_LANGUAGE_MODEL;
            case HeadSpec.SentencePair pair -> TaskKind.MASKED_LANGUAGE_MODEL;
            case HeadSpec.Classes classes -> TaskKind.CLASSIFICATION;
            case HeadSpec.Value value -> TaskKind.REGRESSION;
            case HeadSpec.TokenClasses classes -> TaskKind.TOKEN_CLASSIFICATION;
        };
    }

    /// Writes the run; `run.json`, which makes a folder a run, comes last.
    ///
    /// @param root    an empty folder
    /// @param weights writes a safetensors file of the model's weights
    public void write(Path root, Disk.Body weights, Clock clock) throws IOException {
        RunFolder folder = new RunFolder(root);
        Lab lab = lab();
        LabFile.write(folder.labFile(), lab);
        Path checkpoint = folder.checkpointsFolder().resolve("step-" + STEP);
        Files.createDirectories(checkpoint);
        Checkpoint.Origin trainer =
                new Checkpoint.Origin(lab.training().seed(), "", LabTexts.hash(lab), "imported", "", 0);
        new CheckpointFiles(new CheckpointWriter.Origin(spec, tokenizer, trainer), WriteGate.OPEN)
                .write(checkpoint, STEP, weights, new OptimizerState(0, Map.of()), Integer.MAX_VALUE, 0);
        StatusWriter status = new StatusWriter(
                folder.statusFile(),
                clock,
                WriteGate.OPEN,
                StatusWriter.initial(
                        clock,
                        STEP,
                        "none",
                        "imported",
                        ParameterTable.of(spec.blueprint()).size()));
        status.finished(STEP, null);
    }
}
