package glassformer.ui.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.exchange.Json;
import glassformer.ui.settings.SettingsFolder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The lab files that were open lately, newest first, remembered in the settings folder.
public final class RecentLabs {
    private static final String NAME = "recent.json";
    private static final int MOST = 8;

    private final SettingsFolder settings;
    private final ObservableList<Path> files = FXCollections.observableArrayList();
    // Held here: a view that only its listeners know is collected as garbage, and they with it.
    private final ObservableList<Path> view = FXCollections.unmodifiableObservableList(files);

    public RecentLabs(SettingsFolder settings) {
        this.settings = settings;
    }

    /// What is remembered and still exists. Reads from disk, so call in the background; [#show] takes it over.
    public List<Path> remembered() {
        List<Path> found = new ArrayList<>();
        settings.read(NAME).ifPresent(node -> node.path("labs").forEach(path -> {
            try {
                Path file = Path.of(path.asText());
                if (Files.isRegularFile(file)) found.add(file);
            } catch (InvalidPathException e) {
                // Written by hand or on another system: no file of this one.
            }
        }));
        return found;
    }

    /// Takes over what is remembered, behind what was opened in the meantime.
    public void show(List<Path> remembered) {
        List<Path> next = new ArrayList<>(files);
        remembered.stream().filter(file -> !next.contains(file)).forEach(next::add);
        files.setAll(next.subList(0, Math.min(MOST, next.size())));
    }

    public ObservableList<Path> files() {
        return view;
    }

    /// Puts a file to the front.
    public void add(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        List<Path> next = new ArrayList<>(files.isEmpty() ? remembered() : files);
        next.remove(absolute);
        next.addFirst(absolute);
        change(next.subList(0, Math.min(MOST, next.size())));
    }

    /// Takes a file out, for example because it is gone.
    public void remove(Path file) {
        List<Path> next = new ArrayList<>(files);
        if (next.remove(file)) change(next);
    }

    private void change(List<Path> next) {
        files.setAll(List.copyOf(next));
        ObjectNode node = Json.object();
        var labs = node.putArray("labs");
        files.forEach(path -> labs.add(path.toString()));
        settings.write(NAME, node);
    }
}
