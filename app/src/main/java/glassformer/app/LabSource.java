package glassformer.app;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.samples.SampleLabs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A lab as named on the command line.
///
/// @param folder what its relative paths are relative to
record LabSource(Lab lab, Path folder) {

    /// @param name a sample's name, a folder that holds a lab.json, or such a file
    /// @throws BadInputException where there is none; the message lists the samples
    static LabSource find(String name, SampleLabs samples) {
        if (samples.names().contains(name)) {
            return new LabSource(samples.lab(name), Path.of("").toAbsolutePath());
        }
        Path path = path(name);
        if (path == null || !Files.exists(path)) {
            throw new BadInputException("There is no lab " + name
                    + ": it must be a folder with a lab.json, such a file, or a sample ("
                    + String.join(", ", samples.names()) + ").");
        }
        Path absolute = path.toAbsolutePath();
        Path folder = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        return new LabSource(LabFile.read(path), folder == null ? absolute : folder);
    }

    LabSource with(Map<String, String> changed) {
        Lab result = lab;
        for (Map.Entry<String, String> change : changed.entrySet()) {
            result = result.withText(change.getKey(), change.getValue());
        }
        return new LabSource(result, folder);
    }

    private static @org.jspecify.annotations.Nullable Path path(String name) {
        try {
            return name.isBlank() ? null : Path.of(name);
        } catch (java.nio.file.InvalidPathException e) {
            return null;
        }
    }
}
