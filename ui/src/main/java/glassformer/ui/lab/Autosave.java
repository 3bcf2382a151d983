package glassformer.ui.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.exchange.Json;
import glassformer.run.LabFile;
import glassformer.ui.settings.SettingsFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Keeps unsaved changes on disk, so that a crash loses at most the last moment's.
///
/// Each window process writes a file of its own and deletes it when nothing is unsaved; a file whose process is gone is
/// what a crash left behind.
public final class Autosave {
    private static final String PREFIX = "autosave-";

    private final SettingsFolder settings;
    private final Executor delayed;
    private final ProcessHandle self;
    private @Nullable LabDocument pending;

    /// Unsaved changes of a window that ended without asking.
    ///
    /// @param saved when they were written
    public record Left(LabDocument document, Instant saved, String file) {}

    /// @param delayed runs a task a moment later, on any thread; what changes until then is written once
    public Autosave(SettingsFolder settings, Executor delayed) {
        this(settings, delayed, ProcessHandle.current());
    }

    Autosave(SettingsFolder settings, Executor delayed, ProcessHandle self) {
        this.settings = settings;
        this.delayed = delayed;
        this.self = self;
    }

    /// Has these changes written soon.
    public void keep(LabDocument document) {
        synchronized (this) {
            boolean scheduled = pending != null;
            pending = document;
            if (scheduled) return;
        }
        delayed.execute(this::write);
    }

    /// Everything is saved, or is not wanted any more.
    public synchronized void clear() {
        pending = null;
        settings.delete(name(self.pid()));
    }

    /// The newest changes that a crashed window left behind.
    public Optional<Left> left() {
        return settings.names(PREFIX).stream()
                .map(this::left)
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Left::saved));
    }

    /// Deletes what a crashed window left behind: it was taken over or is not wanted.
    public void forget(Left left) {
        settings.delete(left.file());
    }

    private synchronized void write() {
        LabDocument document = pending;
        pending = null;
        if (document == null) return;
        ObjectNode node = Json.object();
        node.put("pid", self.pid());
        node.put("saved", Instant.now().toString());
        node.put("folder", document.folder().toString());
        if (document.file() != null) node.put("file", document.file().toString());
        node.put("lab", LabFile.json(document.lab()));
        settings.write(name(self.pid()), node);
    }

    private Optional<Left> left(String name) {
        return settings.read(name).flatMap(node -> {
            try {
                Instant saved = Instant.parse(node.path("saved").asText());
                if (alive(node.path("pid").asLong(), saved)) return Optional.empty();
                Path file = node.hasNonNull("file") ? Path.of(node.path("file").asText()) : null;
                var lab = LabFile.parse(node.path("lab").asText(), "the autosaved lab");
                Path folder = Path.of(node.path("folder").asText());
                return Optional.of(new Left(new LabDocument(lab, file, folder), saved, name));
            } catch (java.time.DateTimeException | BadInputException | java.nio.file.InvalidPathException e) {
                return Optional.empty();
            }
        });
    }

    private boolean alive(long pid, Instant saved) {
        // A process that began after the file was written has only inherited the number.
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                .map(began -> !began.isAfter(saved.plusSeconds(1)))
                .orElse(false);
    }

    private static String name(long pid) {
        return PREFIX + pid + ".json";
    }
}
