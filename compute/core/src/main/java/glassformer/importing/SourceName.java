package glassformer.importing;

import glassformer.BadInputException;
import glassformer.exchange.Json;
import glassformer.hub.ForeignText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a source is called: an export by the model that it was made of, a snapshot in Hugging Face's cache by its
/// repository, anything else by its own name.
final class SourceName {
    private static final Pattern CACHED = Pattern.compile("models--([^/]+?)--([^/]+)");
    private static final Pattern ENDING =
            Pattern.compile("(?i)\\.(zip|gguf|onnx|safetensors)$|\\.safetensors\\.index\\.json$");
    private static final int MOST_CHARACTERS = 60;
    private static final int MOST_BYTES = 1 << 20;

    private SourceName() {}

    static String of(Path source) {
        Path path = source.toAbsolutePath().normalize();
        String exported = exported(Files.isDirectory(path) ? path : path.resolveSibling("."));
        if (!exported.isBlank()) {
            return cut(exported);
        }
        for (Path part : path) {
            Matcher cached = CACHED.matcher(part.toString());
            if (cached.matches()) {
                return cut(cached.group(2));
            }
        }
        Path name = path.getFileName();
        String plain = name == null ? "" : ENDING.matcher(name.toString()).replaceFirst("");
        return plain.isBlank() ? "model" : cut(plain);
    }

    /// What `export.json` says, which is there in what this program wrote.
    private static String exported(Path folder) {
        Path file = folder.resolve("export.json");
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try {
            return Json.readObject(ForeignText.read(file, MOST_BYTES), file.toString())
                    .path("model")
                    .asText();
        } catch (BadInputException e) {
            return ""; // only a name is lost
        }
    }

    private static String cut(String name) {
        String plain = name.strip();
        return plain.length() > MOST_CHARACTERS ? plain.substring(0, MOST_CHARACTERS) : plain;
    }

    /// A name that every file system takes: letters and digits of any script, dots, hyphens and underscores.
    static String folder(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return plain.isEmpty() ? "model" : plain;
    }
}
