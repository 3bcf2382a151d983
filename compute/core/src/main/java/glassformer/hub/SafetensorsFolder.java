package glassformer.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.engine.Tensor;
import glassformer.exchange.Json;
import glassformer.exchange.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The weights in a Hugging Face folder: `model.safetensors`, or several files that `model.safetensors.index.json`
/// lists. Pickled weights are refused, since reading them runs what they hold.
final class SafetensorsFolder implements TensorSource {
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";

    private static final String MAP = "weight_map";
    private static final int MAX_INDEX_BYTES = 32 << 20;

    private final Path folder; // or the one file
    private final Map<String, SafetensorsFile> holders;
    private final Map<String, List<Integer>> shapes;

    private SafetensorsFolder(Path folder, Map<String, SafetensorsFile> holders) {
        this.folder = folder;
        this.holders = holders;
        Map<String, List<Integer>> all = new LinkedHashMap<>();
        holders.forEach((name, file) -> all.put(name, file.shapes().get(name)));
        this.shapes = Collections.unmodifiableMap(all);
    }

    static SafetensorsFolder open(Path folder) {
        Path single = folder.resolve(SINGLE);
        if (Files.isRegularFile(single)) {
            return ofFile(single);
        }
        Path index = folder.resolve(INDEX);
        if (Files.isRegularFile(index)) {
            return new SafetensorsFolder(folder, listed(folder, index));
        }
        throw none(folder);
    }

    /// One file, whatever its name.
    static SafetensorsFolder ofFile(Path safetensors) {
        SafetensorsFile file = SafetensorsFile.open(safetensors);
        Map<String, SafetensorsFile> holders = new LinkedHashMap<>();
        file.shapes().keySet().forEach(name -> holders.put(name, file));
        return new SafetensorsFolder(safetensors, holders);
    }

    private static Map<String, SafetensorsFile> listed(Path folder, Path index) {
        Map<String, SafetensorsFile> files = new LinkedHashMap<>();
        Map<String, SafetensorsFile> holders = new LinkedHashMap<>();
        map(index).forEach((tensor, name) -> {
            SafetensorsFile file = files.computeIfAbsent(name, key -> SafetensorsFile.open(folder.resolve(key)));
            if (!file.shapes().containsKey(tensor)) {
                throw new BadInputException(
                        file.file() + " has no tensor named " + tensor + ", though " + INDEX + " says so.");
            }
            holders.put(tensor, file);
        });
        return holders;
    }

    /// The files that an index lists.
    static Set<String> files(Path index) {
        return new LinkedHashSet<>(map(index).values());
    }

    /// The file of each tensor.
    private static Map<String, String> map(Path index) {
        if (!(Json.readObject(ForeignText.read(index, MAX_INDEX_BYTES), index.toString())
                        .get(MAP)
                instanceof ObjectNode map)) {
            throw new BadInputException(index + " lacks " + MAP + ", the object that names each tensor's file.");
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String name = entry.getValue().asText();
            // A path would lead out of the folder.
            if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.safetensors")) {
                throw new BadInputException(index + ": the file of the tensor " + entry.getKey() + " is " + name
                        + ", but must be a safetensors file in the same folder.");
            }
            files.put(entry.getKey(), name);
        }
        return files;
    }

    private static BadInputException none(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> pickled = entries.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(".*\\.(bin|pt|pth|ckpt|h5|msgpack)"))
                    .sorted()
                    .toList();
            if (!pickled.isEmpty()) {
                return new BadInputException(folder + " holds its weights as " + String.join(", ", pickled)
                        + ", which is not read because such files can run code or are of another library: "
                        + "only safetensors is, so take a revision of the model that has " + SINGLE + ".");
            }
        } catch (IOException e) {
            return new BadInputException(folder + " cannot be listed: " + e.getMessage() + ".", e);
        }
        return new BadInputException(folder + " holds no weights: " + SINGLE + " or " + INDEX + " is needed.");
    }

    @Override
    public Map<String, List<Integer>> shapes() {
        return shapes;
    }

    @Override
    public Map<String, Tensor> read(Collection<String> names) {
        Map<SafetensorsFile, List<String>> byFile = new LinkedHashMap<>();
        for (String name : names) {
            SafetensorsFile file = holders.get(name);
            if (file == null) {
                throw new BadInputException(where(name) + " has no tensor named " + name + ".");
            }
            byFile.computeIfAbsent(file, key -> new ArrayList<>()).add(name);
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        byFile.forEach((file, some) -> tensors.putAll(file.read(some)));
        return tensors;
    }

    @Override
    public String where(String name) {
        SafetensorsFile file = holders.get(name);
        if (file != null) {
            return file.file().toString();
        }
        return (Files.isDirectory(folder) ? folder.resolve(INDEX) : folder).toString();
    }
}
