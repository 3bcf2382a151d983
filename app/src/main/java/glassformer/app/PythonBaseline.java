package glassformer.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.BadInputException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The same mathematics in Python's torch, as a process that answers one line with one line of JSON. It says so
/// itself where its BLAS would make it slower than Python is.
final class PythonBaseline implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final String torch;

    private PythonBaseline(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader();
        this.questions = process.outputWriter();
        this.torch = read().get("torch").asText();
    }

    /// @throws BadInputException where Python, torch or the script is missing
    static PythonBaseline start(String python, int threads) {
        String home = System.getProperty("glassformer.home", "");
        Path script = Path.of(home, "compute", "djl", "src", "bench", "python", "baseline.py");
        if (!Files.isRegularFile(script)) {
            throw new BadInputException("The Python part of the benchmark is not at " + script
                    + ": run glassformer from a source folder, or leave Python out with --no-python.");
        }
        ProcessBuilder builder = new ProcessBuilder(python, script.toString(), Integer.toString(threads));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        // OpenBLAS guesses old kernels on processors that it does not know, which would make Python look slow.
        builder.environment().put("OPENBLAS_CORETYPE", coreType());
        builder.environment().remove("OPENBLAS_L2_SIZE");
        // What the launcher sets for this engine is not Python's default.
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("MALLOC_") || name.equals("GOMP_SPINCOUNT") || name.equals("OMP_WAIT_POLICY"));
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        try {
            return new PythonBaseline(builder.start());
        } catch (IOException e) {
            throw new BadInputException(
                    "The Python part of the benchmark does not start (" + python
                            + " with torch is needed: apt-get install python3-torch libopenblas0-openmp), or leave it out"
                            + " with --no-python.",
                    e);
        }
    }

    private static String coreType() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo")).contains("avx512f") ? "SKYLAKEX" : "HASWELL";
        } catch (IOException e) {
            return "HASWELL";
        }
    }

    String torch() {
        return torch;
    }

    /// Milliseconds of each step.
    List<Double> steps(String size, int count) {
        JsonNode times = ask("step " + size + " " + count).get("ms");
        return JSON.convertValue(times, JSON.getTypeFactory().constructCollectionType(List.class, Double.class));
    }

    void load(Path description) {
        ask("load " + description);
    }

    static void describe(Map<String, Object> run, Path file) throws IOException {
        JSON.writeValue(file.toFile(), run);
    }

    /// Seconds that `count` steps took.
    double advance(int count) {
        return ask("advance " + count).get("seconds").asDouble();
    }

    double evaluate() {
        return ask("evaluate").get("loss").asDouble();
    }

    private JsonNode ask(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            return read();
        } catch (IOException e) {
            throw new BadInputException("The Python part of the benchmark ended early; its own message is above.", e);
        }
    }

    private JsonNode read() throws IOException {
        @Nullable String line = answers.readLine();
        if (line == null) {
            throw new IOException("no answer");
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.has("error")) {
            throw new BadInputException("The Python part of the benchmark refuses: "
                    + answer.get("error").asText() + ".");
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
