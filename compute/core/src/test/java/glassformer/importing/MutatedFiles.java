package glassformer.importing;

import glassformer.BadInputException;
import glassformer.run.Disk;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Imports spoilt files one after the other, in a process of its own with little memory, and prints what came of them.
public final class MutatedFiles {
    enum Kind {
        SAFETENSORS,
        GGUF,
        ONNX,
        JSON,
        ZIP
    }

    private final Path folder;
    private final PrintStream out;
    private int good;
    private int refused;
    private double slowest;
    private double slowestByClock;
    private String slowestFile = "";
    private final List<String> failures = new ArrayList<>();
    private final Set<String> sentences = new TreeSet<>();

    private MutatedFiles(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /// @param arguments a folder, how many files of each kind, and the first seed
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        MutatedFiles files = new MutatedFiles(Path.of(arguments[0]), out);
        int each = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        for (Kind kind : Kind.values()) {
            files.spoil(kind, each, seed);
        }
        files.report();
    }

    private void spoil(Kind kind, int count, long seed) throws IOException {
        Path originals = folder.resolve("originals-" + kind);
        Files.createDirectories(originals);
        Path file =
                switch (kind) {
                    case SAFETENSORS, JSON ->
                        GoodSources.huggingFace(originals.resolve("m")).resolve("model.safetensors");
                    case GGUF -> GoodSources.gguf(originals.resolve("m.gguf"));
                    case ONNX -> GoodSources.onnx(originals.resolve("m")).resolve("model.onnx");
                    case ZIP -> GoodSources.lab(originals);
                };
        for (int i = 0; i < count; i++) {
            Path spoilt = file;
            if (kind == Kind.JSON) {
                spoilt = file.resolveSibling(i % 2 == 0 ? "config.json" : "tokenizer.json");
            }
            byte[] before = Files.readAllBytes(spoilt);
            Mutation mutation = new Mutation(new SplittableRandom(seed + 1_000_003L * kind.ordinal() + i));
            Files.write(spoilt, spoilt(kind, before, i, mutation));
            boolean whole = kind == Kind.SAFETENSORS || kind == Kind.JSON || kind == Kind.ONNX && i % 3 != 0;
            check(kind + " " + (seed + i), whole ? Disk.parent(file) : file);
            Files.write(spoilt, before);
        }
        out.println(kind + " done");
    }

    private static byte[] spoilt(Kind kind, byte[] bytes, int i, Mutation mutation) {
        boolean knowing = i % 4 > 1;
        return switch (kind) {
            case SAFETENSORS -> knowing ? mutation.header(bytes) : mutation.any(bytes);
            case JSON ->
                mutation.json(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            case ZIP -> knowing ? mutation.zip(bytes) : mutation.any(bytes);
            case GGUF, ONNX -> mutation.any(knowing ? mutation.any(bytes) : bytes);
        };
    }

    private void check(String name, Path source) throws IOException {
        Path place = folder.resolve("deep/er/place");
        Path target = place.resolve("target");
        Files.createDirectories(place);
        Set<Path> before = tree();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long clock = System.nanoTime();
        try {
            new ImportJob().run(new ImportRequest(source, place, target, false), ImportListener.SILENT);
            good++;
            if (!Files.isRegularFile(target.resolve("run.json"))) {
                failures.add(name + " was imported, but there is no run");
            }
        } catch (BadInputException e) {
            refused++;
            String sentence = String.valueOf(e.getMessage());
            sentences.add(sentence.replaceAll("[0-9]+", "0").replaceAll("\"[^\"]*\"", "\"\""));
            if (!sentence.matches("(?s).*[.?]") || sentence.contains("\n") || sentence.length() > 2000) {
                failures.add(name + " is no sentence: " + sentence.substring(0, Math.min(300, sentence.length())));
            }
        } catch (RuntimeException | Error e) {
            failures.add(name + ": " + e + " at "
                    + List.of(e.getStackTrace()).stream().limit(4).toList());
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
        slowestByClock = Math.max(slowestByClock, (System.nanoTime() - clock) / 1e9);
        if (seconds > slowest) {
            slowest = seconds;
            slowestFile = name;
        }
        Disk.deleteTree(target);
        Set<Path> after = tree();
        if (!after.equals(before)) {
            after.removeAll(before);
            failures.add(name + " left " + after);
        }
    }

    private Set<Path> tree() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void report() {
        sentences.stream().limit(400).forEach(sentence -> out.println("  " + sentence));
        failures.forEach(failure -> out.println("FAILED " + failure));
        out.println(String.format(
                Locale.ROOT,
                "%d files: %d good, %d refused, %d failed; slowest %.3f s of processor (%.3f s by the clock), %s;"
                        + " heap %d MiB",
                good + refused,
                good,
                refused,
                failures.size(),
                slowest,
                slowestByClock,
                slowestFile,
                Runtime.getRuntime().maxMemory() >> 20));
        out.println(failures.isEmpty() && slowest < 1 ? "ALL WELL" : "NOT WELL");
    }
}
