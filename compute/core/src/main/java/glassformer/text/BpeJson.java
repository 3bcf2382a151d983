package glassformer.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.List;

/// Byte-level BPE as GPT-2's kind of tokenizer.json. Merges are read as `"a b"` or `["a", "b"]` and written as `"a b"`,
/// which old and new readers know.
final class BpeJson {
    String write(BpeTokenizer tokenizer) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = TokenizerJson.newRoot(mapper);
        AddedTokensJson.write(root.putArray("added_tokens"), tokenizer.addedTokens());
        BpeOptions options = tokenizer.options();
        root.putNull("normalizer");
        writeByteLevel(root.putObject("pre_tokenizer"), options);
        if (options.postProcessor() == null) {
            writeByteLevel(root.putObject("post_processor"), options);
        } else {
            root.set("post_processor", options.postProcessor());
        }
        writeByteLevel(root.putObject("decoder"), options);
        ObjectNode model = root.putObject("model");
        model.put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", false);
        model.put("byte_fallback", false);
        model.put("ignore_merges", options.ignoreMerges());
        ObjectNode vocab = model.putObject("vocab");
        List<String> vocabulary = tokenizer.vocabulary();
        for (int id = 0; id < vocabulary.size(); id++) {
            vocab.put(vocabulary.get(id), id);
        }
        ArrayNode merges = model.putArray("merges");
        for (BpeMerge merge : tokenizer.merges()) {
            merges.add(merge.left() + " " + merge.right());
        }
        return TokenizerJson.print(mapper, root);
    }

    private static void writeByteLevel(ObjectNode node, BpeOptions options) {
        node.put("type", "ByteLevel");
        node.put("add_prefix_space", options.addPrefixSpace());
        node.put("trim_offsets", true);
        node.put("use_regex", options.splitWords());
    }

    BpeTokenizer read(JsonNode root, String where) {
        JsonNode model = root.path("model");
        TokenizerJson.reject(model.path("dropout").asDouble(0) != 0, where, "model.dropout");
        TokenizerJson.reject(
                !model.path("continuing_subword_prefix").asText("").isEmpty(), where, "continuing_subword_prefix");
        TokenizerJson.reject(!model.path("end_of_word_suffix").asText("").isEmpty(), where, "model.end_of_word_suffix");
        TokenizerJson.reject(model.path("byte_fallback").asBoolean(false), where, "model.byte_fallback");
        List<String> vocabulary = TokenizerJson.vocabulary(model.path("vocab"), where);
        List<AddedToken> added = AddedTokensJson.read(root.path("added_tokens"), vocabulary, where);
        JsonNode byteLevel = root.path("pre_tokenizer");
        JsonNode post = root.path("post_processor");
        BpeOptions options = new BpeOptions(
                byteLevel.path("add_prefix_space").asBoolean(true),
                byteLevel.path("use_regex").asBoolean(true),
                model.path("ignore_merges").asBoolean(false),
                post.isObject() ? post.deepCopy() : null);
        return new BpeTokenizer(vocabulary, readMerges(model.path("merges"), where), added, options, where);
    }

    private static List<BpeMerge> readMerges(JsonNode node, String where) {
        if (!node.isArray()) {
            throw new BadInputException(where + ": model.merges must be a list.");
        }
        List<BpeMerge> merges = new ArrayList<>(node.size());
        for (JsonNode merge : node) {
            String[] parts = merge.isTextual()
                    ? merge.asText().split(" ", -1)
                    : new String[] {merge.path(0).asText(""), merge.path(1).asText("")};
            boolean pair = merge.isTextual() || (merge.isArray() && merge.size() == 2);
            if (!pair || parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new BadInputException(where + ": merge number " + (merges.size() + 1) + " is "
                        + TokenizerJson.cut(merge) + ", but must be two tokens, as \"a b\" or [\"a\", \"b\"].");
            }
            merges.add(new BpeMerge(parts[0], parts[1]));
        }
        return merges;
    }
}
