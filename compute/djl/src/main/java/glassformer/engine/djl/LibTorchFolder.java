package glassformer.engine.djl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder with PyTorch's libraries that a person names in `PYTORCH_LIBRARY_PATH`. Nothing in it is loaded here:
// what
/// does not fit would end the process.
///
/// @param folder `lib` of an unpacked libtorch, or of Python's torch
record LibTorchFolder(Path folder) {
    static final String VARIABLE = "PYTORCH_LIBRARY_PATH";

    private static final List<String> LIBRARIES = List.of("libtorch_cpu.so", "libtorch_cpu.dylib", "torch_cpu.dll");
    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)");
    private static final Pattern PYTHON = Pattern.compile("__version__\\s*=\\s*['\"](\\d+\\.\\d+\\.\\d+)");

    /// @param value of the variable; nothing where that is not set
    static Optional<LibTorchFolder> of(@Nullable String value) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(new LibTorchFolder(Path.of(value)));
    }

    /// Why it cannot be used, in one sentence; nothing where it can, or does not tell its version.
    ///
    /// @param needed the version that the engine is built for
    Optional<String> misfit(String needed) {
        if (!isThere()) {
            return Optional.of(VARIABLE + " is " + folder + ", where no libtorch is, so PyTorch " + needed
                    + " for the CPU is used: it must name the folder of " + LIBRARIES.getFirst() + ".");
        }
        return version()
                .filter(found -> !found.equals(needed))
                .map(found -> VARIABLE + " is " + folder + ", which has PyTorch " + found + ", so PyTorch " + needed
                        + " for the CPU is used: only a libtorch " + needed + " fits.");
    }

    private boolean isThere() {
        return LIBRARIES.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    /// An unpacked libtorch tells it in `build-version`, Python's in `version.py`, both beside `lib`.
    private Optional<String> version() {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        return parent == null
                ? Optional.empty()
                : first(parent.resolve("build-version"), VERSION).or(() -> first(parent.resolve("version.py"), PYTHON));
    }

    private static Optional<String> first(Path file, Pattern pattern) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(pattern::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /// Whether PyTorch's library in a folder computes on NVIDIA's GPUs.
    static boolean isCuda(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().contains("torch_cuda"));
        } catch (IOException e) {
            return false;
        }
    }
}
