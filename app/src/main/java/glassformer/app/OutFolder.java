package glassformer.app;

import glassformer.BadInputException;
import glassformer.run.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder that `--out` names, in which a command leaves what it shows.
record OutFolder(Path folder) {
    /// Makes the folder where it is not there.
    static OutFolder in(Session session, Path named) {
        Path folder = session.current().resolve(named);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BadInputException("--out is " + folder + ", but no such folder can be made: " + e + ".", e);
        }
        return new OutFolder(folder);
    }

    void json(String name, JsonLine line) {
        text(name, line + "\n");
    }

    void csv(String name, CsvTable table) {
        text(name, table.toString());
    }

    void text(String name, String content) {
        Path file = folder.resolve(name);
        try {
            Disk.replace(file, content);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
