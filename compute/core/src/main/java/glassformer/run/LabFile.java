package glassformer.run;

import java.nio.file.Path;

/// `lab.json`, read with every key and value checked.
public final class LabFile {
    public static final String NAME = "lab.json";

    private LabFile() {}

    /// @param path a lab.json or a folder that holds one
    /// @throws glassformer.BadInputException in one sentence, for whatever is wrong with it
    public static Lab read(Path path) {
        throw new UnsupportedOperationException(path.toString());
    }

    /// @param where names the source in errors
    public static Lab parse(String json, String where) {
        throw new UnsupportedOperationException(where + json);
    }

    public static String json(Lab lab) {
        throw new UnsupportedOperationException(lab.name());
    }

    /// Replaces the file atomically.
    public static void write(Path file, Lab lab) {
        throw new UnsupportedOperationException(file + lab.name());
    }
}
