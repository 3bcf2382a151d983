package glassformer.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.exchange.Json;
import glassformer.run.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// `export.json`: what an export was made from, what its check found, and each file's size and SHA-256.
final class ExportFile {
    static final String NAME = "export.json";

    private ExportFile() {}

    static String json(ExportSubject subject, ExportFormat format, ExportCheck check, Path folder, Instant when)
            throws IOException {
        ObjectNode json = Json.object();
        json.put("format", format.id());
        json.put("model", subject.name());
        json.put("step", subject.checkpoint().step());
        json.put("created", when.toString());
        json.putObject("check")
                .put("compared", check.compared())
                .put("count", check.count())
                .put("maxDifference", check.maxDifference())
                .put("tolerance", check.tolerance());
        ObjectNode options = json.putObject("options");
        subject.options()
                .schema()
                .settings()
                .forEach(setting ->
                        options.putPOJO(setting.key(), subject.options().get(setting.key())));
        ObjectNode files = json.putObject("files");
        for (String name : files(folder)) {
            Path file = folder.resolve(name);
            files.putObject(name).put("bytes", Files.size(file)).put("sha256", Disk.sha256(file));
        }
        return Json.pretty(json);
    }

    /// All files, by their paths from the folder with `/`, sorted.
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
