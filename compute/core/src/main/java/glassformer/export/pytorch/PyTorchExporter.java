package glassformer.export.pytorch;

import glassformer.blueprint.Blueprint;
import glassformer.exchange.Safetensors;
import glassformer.export.Description;
import glassformer.export.ExportCheck;
import glassformer.export.ExportFormat;
import glassformer.export.ExportSource;
import glassformer.export.ExportSubject;
import glassformer.export.Exporter;
import glassformer.export.LogitsCheck;
import glassformer.export.Probe;
import glassformer.export.TensorCheck;
import glassformer.export.TokenizerFile;
import glassformer.run.Disk;
import glassformer.run.RunData;
import glassformer.run.RunFolder;
import glassformer.settings.Setting;
import glassformer.text.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `model.py` to read and run, `model.safetensors` and `tokenizer.json`, and for a run `train.py` with what it needs.
public final class PyTorchExporter implements Exporter {
    @Override
    public ExportFormat format() {
        return ExportFormat.PYTORCH;
    }

    @Override
    public Description description() {
        return new Description(
                "PyTorch source",
                "Python with PyTorch 1.13 or newer, and anyone who wants to read how the model computes.",
                "One Python file of this architecture only, its weights, and train.py with data and the optimizer's"
                        + " memory, which goes on training on one or several GPUs or machines.",
                "Generation with a cache, sampling, and the window's measures.");
    }

    @Override
    public List<Setting> options() {
        return List.of(
                new Setting.Flag("pytorch.training", "Whether train.py, the data and the optimizer come along.", true),
                new Setting.Whole(
                        "pytorch.batches",
                        "How many steps' batches are recorded for train.py, where the task is no language model of a"
                                + " text.",
                        200,
                        1,
                        1_000_000));
    }

    @Override
    public List<String> notes(ExportSubject subject) {
        List<String> notes = new ArrayList<>();
        if (!subject.options().flag("pytorch.training")) {
            return notes;
        }
        TrainingFiles.missing(subject).ifPresent(notes::add);
        RunFolder run = subject.run();
        if (notes.isEmpty() && run != null) {
            notes.addAll(TrainingFiles.leftOut(run.lab()));
        }
        return notes;
    }

    @Override
    public long bytes(ExportSubject subject) {
        return 4 * Exporter.super.bytes(subject);
    }

    @Override
    public void write(ExportSource source, Path folder, Progress progress) throws IOException {
        ExportSubject subject = source.subject();
        text(folder.resolve("model.py"), PyTorchSource.of(trained(source), subject.name()));
        text(folder.resolve(TokenizerFile.NAME), new TokenizerFile(subject).json());
        Disk.create(folder.resolve("model.safetensors"), Safetensors.of(source.weights())::write);
        RunFolder run = subject.run();
        if (run != null
                && subject.options().flag("pytorch.training")
                && TrainingFiles.missing(subject).isEmpty()) {
            try (RunData data = RunData.open(run, subject.tokenizer(), source.engines())) {
                new TrainingFiles(source, data, subject.options().whole("pytorch.batches")).write(folder, progress);
            }
        }
        progress.step(1);
    }

    /// With what the run's training leaves out at random, which changes nothing else.
    private static Blueprint trained(ExportSource source) {
        RunFolder run = source.subject().run();
        return run == null ? source.blueprint() : run.lab().regularization().applyTo(source.blueprint());
    }

    /// Where no Python of this machine has torch, only the weights can be compared, and that is said.
    @Override
    public ExportCheck check(ExportSource source, Path folder, Progress progress) throws IOException {
        List<Probe> probes = Probe.of(source.blueprint());
        Optional<String> python = PythonCheck.python();
        if (python.isEmpty()) {
            return TensorCheck.of(
                    "weights (no Python here has torch, so model.py was not run)",
                    source.weights().tensors(),
                    Safetensors.read(folder.resolve("model.safetensors")).tensors());
        }
        PythonCheck.Answers answers = PythonCheck.run(python.get(), folder, probes);
        return LogitsCheck.of(
                source.session(),
                (probe, head) -> answers.of(probes.indexOf(probe), head),
                probes,
                source.blueprint().heads(),
                LogitsCheck.FLOAT32,
                progress);
    }

    @Override
    public String usage(ExportSubject subject) {
        String training = subject.run() == null || !subject.options().flag("pytorch.training") ? "" : """


                Training goes on with

                ```sh
                python3 train.py --steps 100
                torchrun --nproc_per_node=2 train.py --steps 100
                ```""";
        return """
                ```python
                import torch
                from model import load

                model = load(".")
                scores = model(torch.tensor([[0, 1, 2]])%s)
                ```""".formatted(subject.blueprint().hasEncoder() ? ", torch.tensor([[0]])" : "") + training;
    }

    private static void text(Path file, String text) throws IOException {
        Disk.create(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
