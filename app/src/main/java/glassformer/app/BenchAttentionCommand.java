package glassformer.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How soon attention that is larger than memory is there, and how smoothly it is panned and zoomed, in a process of
/// its own with a bounded heap.
@Command(
        name = "attention",
        description = "Times the Inspect page on a stored attention of 4096 tokens, 12 layers and 12 heads, which it"
                + " makes before and removes afterwards.")
final class BenchAttentionCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--tokens", defaultValue = "4096", description = "Tokens of the text (default: ${DEFAULT-VALUE}).")
    private int tokens;

    @Option(names = "--layers", defaultValue = "12", description = "Layers (default: ${DEFAULT-VALUE}).")
    private int layers;

    @Option(names = "--heads", defaultValue = "12", description = "Heads of a layer (default: ${DEFAULT-VALUE}).")
    private int heads;

    @Option(names = "--float16", description = "Stores weights as float16, half as large as float32.")
    private boolean float16;

    @Option(names = "--frames", defaultValue = "600", description = "Frames to time (default: ${DEFAULT-VALUE}).")
    private int frames;

    @Option(names = "--heap", defaultValue = "1g", description = "The window's heap (default: ${DEFAULT-VALUE}).")
    private String heap = "";

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where the file is made; without it, in the folder for temporary files.")
    private @Nullable Path folder;

    @Option(names = "--keep", description = "Leaves the file where it was made.")
    private boolean keep;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Option(names = "--run", paramLabel = "DIR", hidden = true, description = "Measures a run in this process.")
    private @Nullable Path run;

    BenchAttentionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require("--tokens", tokens, 64, 32_768);
        require("--layers", layers, 1, 128);
        require("--heads", heads, 1, 128);
        require("--frames", frames, 30, 100_000);
        if (!heap.matches("[1-9]\\d{0,5}[mg]")) {
            throw new BadInputException("--heap is " + heap + ", but must be a number with m or g, such as 1g.");
        }
        if (run != null) {
            session.console().out().println(measured(AttentionTiming.of(run, frames)));
            return ExitCode.DONE;
        }
        LargeAttention attention = new LargeAttention(tokens, layers, heads, float16 ? 2 : 4);
        Path in = folder == null
                ? Path.of(System.getProperty("java.io.tmpdir"))
                : session.current().resolve(folder);
        Files.createDirectories(in);
        TemporaryFolder made = new TemporaryFolder(Files.createTempDirectory(in, "glassformer-attention-"));
        if (keep) {
            measure(attention, made.path());
        } else {
            try (made) {
                measure(attention, made.path());
            }
        }
        return ExitCode.DONE;
    }

    private void measure(LargeAttention attention, Path made) throws IOException, InterruptedException {
        session.console()
                .err()
                .println("Writing " + (attention.size() >> 20) + " MiB of attention to " + made + " ...");
        attention.write(made);
        session.console().err().println("Opening it with a heap of " + heap + " ...");
        print(attention, new ObjectMapper().readTree(inProcess(made)));
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadInputException(option + " is " + value + ", but must be from " + least + " to " + most + ".");
        }
    }

    private static JsonLine measured(AttentionTiming.Result result) {
        return new JsonLine()
                .with("openMs", result.openMs())
                .with("thumbnailsMs", result.thumbnailsMs())
                .with("frames", result.frames().draw().pulses())
                .with("drawP50Ms", result.frames().draw().p50())
                .with("drawP95Ms", result.frames().draw().p95())
                .with("pixelsP50Ms", result.frames().pixels().p50())
                .with("pixelsP95Ms", result.frames().pixels().p95())
                .with("pixelsWorstMs", result.frames().pixels().longest())
                .with("sharp", result.frames().sharp())
                .with("heapBytes", result.heapBytes());
    }

    private String inProcess(Path made) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:disable",
                "-XX:+UseSerialGC",
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(
                "bench", "attention", "--run", made.toString(), "--frames", Integer.toString(frames), "--json"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String last = process.inputReader()
                .lines()
                .filter(line -> line.startsWith("{"))
                .reduce("", (a, b) -> b);
        if (process.waitFor() != 0 || last.isEmpty()) {
            throw new BadInputException("The window did not get through with a heap of " + heap + ".");
        }
        return last;
    }

    private void print(LargeAttention attention, JsonNode found) {
        if (json) {
            JsonLine line = new JsonLine()
                    .with("tokens", tokens)
                    .with("layers", layers)
                    .with("heads", heads)
                    .with("bytes", attention.size())
                    .with("heap", heap);
            found.properties().forEach(one -> line.with(one.getKey(), one.getValue()));
            session.console().out().println(line);
            return;
        }
        session.console()
                .out()
                .printf(
                        Locale.ROOT,
                        "%d tokens, %d layers, %d heads: %d MiB of attention, a heap of %s%n"
                                + "Open after %.0f ms, all thumbnails after %.0f ms%n"
                                + "A frame while panning and zooming: median %.1f ms, 95th percentile %.1f ms,"
                                + " drawing alone %.1f and %.1f (%d frames, %.0f %% of them sharp at once)%n"
                                + "Heap: %d MiB at most%n",
                        tokens,
                        layers,
                        heads,
                        attention.size() >> 20,
                        heap,
                        found.path("openMs").asDouble(),
                        found.path("thumbnailsMs").asDouble(),
                        found.path("pixelsP50Ms").asDouble(),
                        found.path("pixelsP95Ms").asDouble(),
                        found.path("drawP50Ms").asDouble(),
                        found.path("drawP95Ms").asDouble(),
                        found.path("frames").asInt(),
                        100 * found.path("sharp").asDouble(),
                        found.path("heapBytes").asLong() >> 20);
    }
}
