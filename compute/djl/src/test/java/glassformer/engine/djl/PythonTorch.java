package glassformer.engine.djl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Python of this machine that has torch. Tests that need one are skipped, and say so, where there is none.
record PythonTorch(String python) {
    /// What a process said.
    record Said(int code, String out, String err) {}

    /// The first one found may be an environment of its own, beside the system's.
    static PythonTorch find() throws InterruptedException {
        for (String python : List.of("python3", "/usr/bin/python3")) {
            try {
                int code = new ProcessBuilder(python, "-c", "import torch, numpy")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
                if (code == 0) {
                    return new PythonTorch(python);
                }
            } catch (IOException e) {
                // Not there.
            }
        }
        assumeTrue(false, "skipped: no python3 of this machine has torch and numpy");
        throw new IllegalStateException();
    }

    Said run(Path log, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python));
        command.addAll(List.of(arguments));
        Path out = log.resolveSibling(log.getFileName() + ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(log.toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        int code = builder.start().waitFor();
        return new Said(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(log, StandardCharsets.UTF_8));
    }
}
