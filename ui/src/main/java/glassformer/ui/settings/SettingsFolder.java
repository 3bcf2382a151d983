package glassformer.ui.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.exchange.Json;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of small JSON files that belong to the window, not to a lab: its size, recent labs, autosaves.
///
/// Nothing in here is worth stopping for: a file that can't be read counts as missing, and one that can't be written
/// is logged.
public record SettingsFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFolder.class);

    /// What the file holds, or empty where there is none or it is damaged.
    public Optional<ObjectNode> read(String name) {
        Path file = path.resolve(name);
        if (!Files.isRegularFile(file)) return Optional.empty();
        try {
            return Optional.of(Json.readObject(Files.readString(file), file.toString()));
        } catch (IOException | BadInputException e) {
            LOG.warn("The settings in {} are not used: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /// Replaces the file in one move, so that a crash leaves the old one or the new one.
    ///
    /// @return whether it was written
    public boolean write(String name, ObjectNode content) {
        Path file = path.resolve(name);
        try {
            Files.createDirectories(path);
            Path temporary = Files.createTempFile(path, name, ".tmp");
            Files.writeString(temporary, Json.pretty(content));
            move(temporary, file);
            return true;
        } catch (IOException e) {
            LOG.warn("The settings could not be saved to {}: {}", file, e.getMessage());
            return false;
        }
    }

    public void delete(String name) {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", path.resolve(name), e.getMessage());
        }
    }

    /// The names of the files that begin with `prefix` and end with `.json`.
    public List<String> names(String prefix) {
        if (!Files.isDirectory(path)) return List.of();
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.warn("{} could not be listed: {}", path, e.getMessage());
            return List.of();
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
