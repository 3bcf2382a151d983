package glassformer.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What all kinds of tokenizer.json have in common.
final class TokenizerJson {
    /// The largest that are published have about 35 MB.
    private static final int MAX_BYTES = 64 << 20;
    /// Names, values, brackets. A vocabulary of 128,000 with 280,000 merges, as Llama 3 has, takes up to 1.4 million.
    private static final int MAX_TOKENS = 1_600_000;
    private static final int MAX_VOCABULARY = 500_000;

    /// Reads what others wrote: not deep, not endless, and without remembering any name.
    private static final JsonMapper FOREIGN = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxTokenCount(MAX_TOKENS)
                    .maxStringLength(1 << 20)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build());

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
        if (vocab.size() > MAX_VOCABULARY) {
            throw new BadInputException(where + ": model.vocab has " + vocab.size() + " tokens, but at most "
                    + MAX_VOCABULARY + " can be read.");
        }
        String[] tokens = new String[vocab.size()];
        for (Map.Entry<String, JsonNode> entry : vocab.properties()) {
            JsonNode id = entry.getValue();
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
                throw new BadInputException(where + ": the token \"" + entry.getKey() + "\" has the id " + cut(id)
                        + ", but ids must be whole numbers from 0.");
            }
            if (id.intValue() >= tokens.length) {
                throw new BadInputException(where + ": the token \"" + entry.getKey() + "\" has the id " + cut(id)
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

    static JsonNode tree(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no file " + file + ".");
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new BadInputException(
                        file + " has " + Files.size(file) + " bytes, but a tokenizer has at most " + MAX_BYTES + ".");
            }
            try (Reader in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder())) {
                return tree(FOREIGN.readTree(in), file.toString());
            }
        } catch (JsonProcessingException e) {
            throw noJson(file.toString(), e);
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + " as text: " + e.getMessage() + ".", e);
        }
    }

    static JsonNode tree(String json, String whereFrom) {
        try {
            return tree(FOREIGN.readTree(json), whereFrom);
        } catch (JsonProcessingException e) {
            throw noJson(whereFrom, e);
        }
    }

    private static JsonNode tree(@Nullable JsonNode root, String whereFrom) {
        if (root == null || root.isMissingNode()) {
            throw new BadInputException(whereFrom + " is not JSON: it is empty.");
        }
        return root;
    }

    private static BadInputException noJson(String where, JsonProcessingException e) {
        long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        String reason =
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        return new BadInputException(where + " is not JSON: line " + line + ": " + cut(reason) + ".", e);
    }

    /// What stands in an error sentence.
    static String cut(Object told) {
        // A deep or long tree is not printed as a whole.
        String text = told instanceof JsonNode node && node.isContainerNode() && node.size() > 20
                ? "a list or object of " + node.size()
                : String.valueOf(told);
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
