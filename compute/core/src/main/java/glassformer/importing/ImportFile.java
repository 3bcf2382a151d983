package glassformer.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.exchange.Json;
import glassformer.run.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/// `import.json`: where a run came from, and what was left out.
final class ImportFile {
    static final String NAME = "import.json";

    private ImportFile() {}

    static void write(Path folder, ImportPlan plan, Path source, Instant when) throws IOException {
        ObjectNode json = Json.object();
        json.put("format", plan.kind().id());
        json.put("source", source.toAbsolutePath().normalize().toString());
        json.put("name", plan.name());
        json.put("created", when.toString());
        json.put("family", plan.family());
        json.put("parameters", plan.parameters());
        json.put("vocabulary", plan.vocabulary());
        plan.heads().forEach(json.putArray("heads")::add);
        plan.notes().forEach(json.putArray("notes")::add);
        byte[] text = Json.pretty(json).getBytes(StandardCharsets.UTF_8);
        Disk.create(folder.resolve(NAME), out -> out.write(text));
    }
}
