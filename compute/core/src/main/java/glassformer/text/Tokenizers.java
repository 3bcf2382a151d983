package glassformer.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads Hugging Face's `tokenizer.json`: byte-level BPE like GPT-2's and RoBERTa's, and character tokenizers. What
/// cannot be read with equal ids is refused by name, with a [BadInputException].
public final class Tokenizers {
    private Tokenizers() {}

    public static Tokenizer read(Path tokenizerJson) {
        if (Files.isDirectory(tokenizerJson)) {
            throw new BadInputException(tokenizerJson + " is a folder; the tokenizer.json in it is needed.");
        }
        if (!Files.exists(tokenizerJson)) {
            throw new BadInputException("There is no tokenizer file at " + tokenizerJson + ".");
        }
        try {
            return parse(Files.readString(tokenizerJson), tokenizerJson.toString());
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + tokenizerJson + " as text: " + e.getMessage() + ".");
        }
    }

    /// @param whereFrom begins each error sentence, such as the file's name
    public static Tokenizer parse(String json, String whereFrom) {
        JsonNode root = tree(json, whereFrom);
        JsonNode model = root.path("model");
        if (!model.isObject()) {
            throw new BadInputException(whereFrom + " is no tokenizer.json: it has no \"model\" object.");
        }
        String type = model.path("type").asText(model.has("merges") ? "BPE" : "without a type");
        if (!type.equals("BPE")) {
            throw new BadInputException(whereFrom + ": the tokenizer model " + type
                    + " is not supported; BPE (byte-level or of characters) is.");
        }
        JsonNode normalizer = root.path("normalizer");
        if (normalizer.isObject()) {
            throw new BadInputException(whereFrom + ": the normalizer "
                    + normalizer.path("type").asText("without a type")
                    + " is not supported; only tokenizers that take text as it is are.");
        }
        JsonNode preTokenizer = root.path("pre_tokenizer");
        if (!preTokenizer.isObject()) {
            if (model.path("merges").isEmpty()) {
                return CharJson.read(root, whereFrom);
            }
            throw new BadInputException(
                    whereFrom + ": BPE without a pre-tokenizer is not supported; byte-level BPE (pre_tokenizer"
                            + " ByteLevel) is.");
        }
        String pre = preTokenizer.path("type").asText("without a type");
        if (!pre.equals("ByteLevel")) {
            throw new BadInputException(
                    whereFrom + ": the pre-tokenizer " + pre + " is not supported; ByteLevel, as in GPT-2, is.");
        }
        return new BpeJson().read(root, whereFrom);
    }

    private static JsonNode tree(String json, String whereFrom) {
        try {
            return new JsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BadInputException(whereFrom + " is not JSON: line " + line + ": " + e.getOriginalMessage() + ".");
        }
    }
}
