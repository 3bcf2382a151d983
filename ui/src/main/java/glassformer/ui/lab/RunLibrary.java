package glassformer.ui.lab;

import glassformer.BadInputException;
import glassformer.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The runs that lie in one folder. Reads from disk, so call in the background.
public record RunLibrary(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(RunLibrary.class);

    /// The newest runs first, by when they last had news. A folder that is no run is passed over.
    public List<RunEntry> recent(int most) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(run -> !String.valueOf(run.getFileName()).startsWith("."))
                    .filter(run -> Files.isRegularFile(run.resolve("run.json")))
                    .map(RunLibrary::read)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing((RunEntry run) -> run.status().updated())
                            .reversed())
                    .limit(most)
                    .toList();
        } catch (IOException e) {
            LOG.warn("{} could not be listed: {}", folder, e.getMessage());
            return List.of();
        }
    }

    /// The newest run of the lab with this name.
    public Optional<Path> latestOf(String lab) {
        return recent(Integer.MAX_VALUE).stream()
                .filter(run -> run.lab().equals(lab))
                .map(RunEntry::folder)
                .findFirst();
    }

    private static Optional<RunEntry> read(Path root) {
        var run = new RunFolder(root);
        try {
            return Optional.of(new RunEntry(root, run.lab().name(), run.status()));
        } catch (BadInputException e) {
            LOG.warn("A run is passed over: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
