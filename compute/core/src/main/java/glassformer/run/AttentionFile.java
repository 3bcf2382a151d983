package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.engine.Tensor;
import glassformer.exchange.Json;
import glassformer.exchange.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `attention/step-N.safetensors`: tensors `layer.0` and so on of shape `(H, T, T)`; the tokens stand in the
/// metadata, under `tokens`, as a JSON object `{"tokens": [...]}`.
final class AttentionFile {
    private static final String TOKENS = "tokens";

    private AttentionFile() {}

    static void write(Path file, List<String> tokens, List<Tensor> patterns) {
        Map<String, Tensor> layers = new LinkedHashMap<>();
        for (Tensor pattern : patterns) {
            layers.put("layer." + layers.size(), pattern);
        }
        ObjectNode json = Json.object();
        tokens.forEach(json.putArray(TOKENS)::add);
        Safetensors content = new Safetensors(layers, Map.of("format", "pt", TOKENS, Json.line(json)));
        try {
            Disk.replace(file, content::write);
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    static AttentionProbe read(Path file, int step) {
        Safetensors content = Safetensors.read(file);
        String where = "The tokens in " + file;
        JsonNode array = Json.readObject(content.metadata().getOrDefault(TOKENS, ""), where)
                .path(TOKENS);
        List<String> tokens = new ArrayList<>();
        array.forEach(token -> tokens.add(token.asText()));
        List<Tensor> patterns = new ArrayList<>();
        for (int layer = 0; layer < content.tensors().size(); layer++) {
            Tensor pattern = content.tensors().get("layer." + layer);
            boolean square = pattern != null
                    && pattern.shape().size() == 3
                    && pattern.shape().get(1) == tokens.size()
                    && pattern.shape().get(2) == tokens.size();
            if (pattern == null || !square) {
                throw new BadInputException(file + " has no tensor layer." + layer + " of shape (heads, "
                        + tokens.size() + ", " + tokens.size() + ").");
            }
            patterns.add(pattern);
        }
        return new AttentionProbe(step, tokens, patterns);
    }
}
