package glassformer.importing;

import glassformer.BadInputException;
import glassformer.hub.PretrainedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds out what a file or folder is, by what it holds and not by what it claims, and opens it.
final class Sources {
    private static final int MARK = 4;
    private static final int MOST_LISTED = 20;
    private static final String PICKLED = "; files that are run when they are read, as PyTorch's are, are not opened.";

    private Sources() {}

    /// @throws BadInputException where it is nothing that can be imported
    static Foreign open(Path source, Clock clock) {
        if (Files.isDirectory(source)) {
            return folder(source, clock);
        }
        if (!Files.exists(source)) {
            throw new BadInputException("There is no file or folder " + source + ".");
        }
        if (!Files.isRegularFile(source)) {
            throw new BadInputException(source + " is neither a file nor a folder, so it cannot be imported.");
        }
        return file(source, clock);
    }

    private static Foreign folder(Path folder, Clock clock) {
        if (Files.isRegularFile(folder.resolve("lab.json"))) {
            throw new BadInputException(folder + " is a lab or run of Glassformer already: open it as it is.");
        }
        boolean tensors = Files.isRegularFile(folder.resolve("model.safetensors"))
                || Files.isRegularFile(folder.resolve("model.safetensors.index.json"));
        if (!tensors) {
            Optional<PretrainedModel> own = PretrainedModel.openOwnOnnx(folder);
            if (own.isPresent()) {
                return model(ImportKind.ONNX, folder, own.get(), clock);
            }
            Optional<Path> one = oneOf(folder);
            if (one.isPresent()) {
                return file(one.get(), clock);
            }
        }
        return model(ImportKind.HUGGINGFACE, folder, PretrainedModel.open(folder), clock);
    }

    /// The one file with a model in a folder, such as an export as GGUF or an ONNX encoder: of several it is not known
    /// which is meant.
    private static Optional<Path> oneOf(Path folder) {
        List<Path> models = new ArrayList<>();
        for (Path place : List.of(folder, folder.resolve("onnx"))) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    files.filter(file -> file.toString().matches("(?i).*\\.(gguf|onnx|safetensors|zip)"))
                            .filter(Files::isRegularFile)
                            .limit(MOST_LISTED)
                            .forEach(models::add);
                } catch (IOException e) {
                    throw new BadInputException(place + " cannot be listed: " + e.getMessage() + ".", e);
                }
            }
        }
        if (models.size() > 1) {
            throw new BadInputException(folder + " holds several models ("
                    + models.stream()
                            .map(file -> folder.relativize(file).toString())
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + "): name one of them.");
        }
        return models.stream().findFirst();
    }

    private static Foreign file(Path file, Clock clock) {
        String mark = mark(file);
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (mark.equals("GGUF")) {
            return model(ImportKind.GGUF, file, PretrainedModel.openGguf(file), clock);
        }
        if (name.endsWith(".onnx")) {
            return model(ImportKind.ONNX, file, PretrainedModel.openOnnx(file, tokenizer(file)), clock);
        }
        if (name.endsWith(".safetensors")) {
            return model(ImportKind.SAFETENSORS, file, PretrainedModel.openFile(file), clock);
        }
        if (mark.startsWith("PK") && name.endsWith(".zip")) {
            return LabArchive.open(file);
        }
        throw new BadInputException(file + " cannot be imported: it must be a model's folder, a .safetensors, .gguf or"
                + " .onnx file, or a lab's .zip" + (pickled(mark, name) ? PICKLED : "."));
    }

    private static boolean pickled(String mark, String name) {
        return mark.startsWith("PK") || name.matches(".*\\.(bin|pt|pth|ckpt|h5|msgpack|pkl)");
    }

    /// Beside the graph, or beside the folder `onnx` that it lies in.
    private static Path tokenizer(Path onnx) {
        Path beside = onnx.toAbsolutePath().resolveSibling("tokenizer.json");
        Path parent = beside.getParent();
        return parent != null && parent.endsWith("onnx") && !Files.isRegularFile(beside)
                ? parent.resolveSibling("tokenizer.json")
                : beside;
    }

    private static Foreign model(ImportKind kind, Path source, PretrainedModel model, Clock clock) {
        try {
            return new ForeignModel(kind, SourceName.of(source), source, model, clock);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /// The first bytes, as Latin-1.
    private static String mark(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MARK), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
