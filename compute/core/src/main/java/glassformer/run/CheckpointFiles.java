package glassformer.run;

import glassformer.engine.OptimizerState;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Safetensors;
import glassformer.text.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes the files of a checkpoint, each synced and with its hash noted.
record CheckpointFiles(CheckpointWriter.Origin origin, WriteGate gate) {
    /// @param weights writes a safetensors file
    void write(Path into, int step, Disk.Body weights, OptimizerState optimizer, int mostTexts, double seconds)
            throws IOException {
        Map<String, Checkpoint.FileRecord> files = new LinkedHashMap<>();
        Tokenizer tokenizer = origin.tokenizer();
        text(into, Checkpoint.CONFIG, HuggingFaceConfig.json(origin.spec(), ids(tokenizer)), files);
        file(into, Checkpoint.WEIGHTS, weights, files);
        text(into, Checkpoint.TOKENIZER, tokenizer.toJson(), files);
        file(into, Checkpoint.OPTIMIZER, Safetensors.of(kept(optimizer))::write, files);
        Checkpoint.Trainer trainer = new Checkpoint.Trainer(
                step,
                optimizer.steps(),
                optimizer.missed(),
                optimizer.lossScale(),
                mostTexts,
                seconds,
                origin.trainer(),
                files,
                "");
        Path file = into.resolve(Checkpoint.TRAINER);
        gate.pass(file);
        Disk.create(
                file,
                out -> out.write(TrainerFile.signed(TrainerFile.json(trainer)).getBytes(StandardCharsets.UTF_8)));
    }

    /// Everything that an optimizer remembers, as `KIND.NAME`.
    static Weights kept(OptimizerState state) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        state.memory().forEach((kind, weights) -> weights.tensors()
                .forEach((name, tensor) -> all.put(kind + "." + name, tensor)));
        state.live().tensors().forEach((name, tensor) -> all.put(Checkpoint.LIVE + "." + name, tensor));
        return new Weights(all);
    }

    private static Map<String, Integer> ids(Tokenizer tokenizer) {
        return tokenizer.endOfText().isPresent()
                ? Map.of(
                        "bos_token_id", tokenizer.endOfText().getAsInt(),
                        "eos_token_id", tokenizer.endOfText().getAsInt())
                : Map.of();
    }

    private void text(Path folder, String name, String text, Map<String, Checkpoint.FileRecord> files)
            throws IOException {
        file(folder, name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)), files);
    }

    private void file(Path folder, String name, Disk.Body body, Map<String, Checkpoint.FileRecord> files)
            throws IOException {
        MessageDigest digest = Disk.sha256();
        Path file = folder.resolve(name);
        gate.pass(file);
        Disk.create(file, out -> {
            DigestOutputStream digesting = new DigestOutputStream(out, digest);
            body.write(digesting);
            digesting.flush();
        });
        files.put(
                name, new Checkpoint.FileRecord(Files.size(file), HexFormat.of().formatHex(digest.digest())));
    }
}
