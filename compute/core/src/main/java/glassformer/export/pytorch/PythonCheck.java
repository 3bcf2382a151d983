package glassformer.export.pytorch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.exchange.Json;
import glassformer.export.Probe;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Runs `model.py` in a Python of this machine that has torch, to see what it computes.
final class PythonCheck {
    private static final int SECONDS = 600;

    /// Reads probes as JSON from standard input and answers with scores as JSON.
    private static final String PROGRAM = """
            import json, sys
            sys.dont_write_bytecode = True
            sys.path.insert(0, sys.argv[1])
            import torch
            import model
            loaded, answers = model.load(sys.argv[1]), []
            for probe in json.load(sys.stdin):
                with torch.no_grad():
                    found = loaded(**{name: torch.tensor(value) for name, value in probe.items()})
                scores = found if isinstance(found, dict) else {model.HEAD_NAMES[0] if model.HEAD_NAMES else "": found}
                answers.append({name: {"shape": list(s.shape), "values": s.reshape(-1).tolist()}
                                for name, s in scores.items()})
            print(json.dumps(answers))
            """;

    private PythonCheck() {}

    /// The first of the usual names whose Python has torch.
    static Optional<String> python() {
        for (String name : List.of("python3", "python", "/usr/bin/python3")) {
            try {
                Process process = new ProcessBuilder(name, "-c", "import torch")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                    return Optional.of(name);
                }
                process.destroyForcibly();
            } catch (IOException e) {
                // Not there.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// A head's scores by probe, as Python computed them.
    interface Answers {
        Tensor of(int probe, String head);
    }

    /// @throws IOException where the program fails; its last line says why
    static Answers run(String python, Path folder, List<Probe> probes) throws IOException {
        Path out = Files.createTempFile("glassformer-check", ".json");
        Path err = Files.createTempFile("glassformer-check", ".txt");
        try {
            Process process = new ProcessBuilder(python, "-c", PROGRAM, folder.toString())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(Json.line(json(probes)).getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("model.py took longer than " + SECONDS + " seconds");
            }
            if (process.exitValue() != 0) {
                List<String> lines = Files.readAllLines(err);
                throw new IOException("model.py failed: " + (lines.isEmpty() ? "no reason" : lines.getLast()));
            }
            JsonNode answers = Json.readObject("{\"answers\":" + Files.readString(out) + "}", "model.py's answer")
                    .path("answers");
            return (probe, head) -> tensor(answers.path(probe).path(head));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException();
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private static Tensor tensor(JsonNode node) {
        List<Integer> shape = new ArrayList<>();
        node.path("shape").forEach(size -> shape.add(size.asInt()));
        float[] values = new float[node.path("values").size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) node.path("values").get(i).asDouble(Double.NaN);
        }
        return new Tensor(shape, values);
    }

    private static ArrayNode json(List<Probe> probes) {
        ArrayNode all = Json.object().putArray("probes");
        for (Probe probe : probes) {
            ObjectNode one = all.addObject();
            side(one, "", probe.input());
            if (probe.decoder() != null) {
                side(one, "decoder_", probe.decoder());
            }
        }
        return all;
    }

    private static void side(ObjectNode json, String prefix, Tokens tokens) {
        int[] mask = new int[tokens.ids().length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % tokens.length() < tokens.lengthOf(i / tokens.length()) ? 1 : 0;
        }
        json.set(prefix + "input_ids", rows(tokens.ids(), tokens));
        json.set(prefix + "attention_mask", rows(mask, tokens));
        int[] types = tokens.types();
        if (types != null) {
            json.set("token_type_ids", rows(types, tokens));
        }
    }

    private static ArrayNode rows(int[] values, Tokens tokens) {
        ArrayNode rows = Json.object().putArray("rows");
        for (int row = 0; row < tokens.size(); row++) {
            ArrayNode one = rows.addArray();
            for (int t = 0; t < tokens.length(); t++) {
                one.add(values[row * tokens.length() + t]);
            }
        }
        return rows;
    }
}
