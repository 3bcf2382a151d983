package glassformer.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What all kinds of tokenizer.json have in common.
final class TokenizerJson {
    private TokenizerJson() {}

    static ObjectNode newRoot(JsonMapper mapper) {
        ObjectNode root = mapper.createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        return root;
    }

    static String print(JsonMapper mapper, JsonNode root) {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The tokens in the order of their ids, which must be 0, 1, 2 and so on without holes.
    static List<String> vocabulary(JsonNode vocab, String where) {
        if (!vocab.isObject() || vocab.isEmpty()) {
            throw new BadInputException(where + ": model.vocab must be an object that gives each token its id.");
        }
        String[] tokens = new String[vocab.size()];
        for (Map.Entry<String, JsonNode> entry : vocab.properties()) {
            JsonNode id = entry.getValue();
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
                throw new BadInputException(where + ": the token \"" + entry.getKey() + "\" has the id " + id
                        + ", but ids must be whole numbers from 0.");
            }
            if (id.intValue() >= tokens.length) {
                throw new BadInputException(where + ": the token \"" + entry.getKey() + "\" has the id " + id
                        + ", but the " + tokens.length + " tokens must have the ids 0 to " + (tokens.length - 1)
                        + " without holes.");
            }
            if (tokens[id.intValue()] != null) {
                throw new BadInputException(where + ": the tokens \"" + tokens[id.intValue()] + "\" and \""
                        + entry.getKey() + "\" both have the id " + id + ".");
            }
            tokens[id.intValue()] = entry.getKey();
        }
        return Arrays.asList(tokens);
    }

    static void reject(boolean unsupported, String where, String setting) {
        if (unsupported) {
            throw new BadInputException(where + ": the setting " + setting + " is not supported.");
        }
    }

    static JsonNode tree(String json, String whereFrom) {
        try {
            return new JsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BadInputException(whereFrom + " is not JSON: line " + line + ": " + e.getOriginalMessage() + ".");
        }
    }
}
