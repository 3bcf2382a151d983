package glassformer.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Byte-level BPE as GPT-2's kind of tokenizer.json. Merges are read as `"a b"` or `["a", "b"]` and written as `"a b"`,
/// which old and new readers know.
final class BpeJson {
    String write(BpeTokenizer tokenizer) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = TokenizerJson.newRoot(mapper);
        writeAdded(root.putArray("added_tokens"), tokenizer.addedTokens());
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

    private static void writeAdded(ArrayNode array, List<AddedToken> added) {
        for (AddedToken token : added) {
            ObjectNode node = array.addObject();
            node.put("id", token.id());
            node.put("content", token.content());
            node.put("single_word", false);
            node.put("lstrip", token.stripLeft());
            node.put("rstrip", token.stripRight());
            node.put("normalized", token.normalized());
            node.put("special", token.special());
        }
    }

    BpeTokenizer read(JsonNode root, String where) {
        JsonNode model = root.path("model");
        reject(model.path("dropout").asDouble(0) != 0, where, "model.dropout");
        reject(!model.path("continuing_subword_prefix").asText("").isEmpty(), where, "continuing_subword_prefix");
        reject(!model.path("end_of_word_suffix").asText("").isEmpty(), where, "model.end_of_word_suffix");
        reject(model.path("byte_fallback").asBoolean(false), where, "model.byte_fallback");
        List<String> vocabulary = TokenizerJson.vocabulary(model.path("vocab"), where);
        List<AddedToken> added = readAdded(root.path("added_tokens"), vocabulary, where);
        JsonNode byteLevel = root.path("pre_tokenizer");
        JsonNode post = root.path("post_processor");
        BpeOptions options = new BpeOptions(
                byteLevel.path("add_prefix_space").asBoolean(true),
                byteLevel.path("use_regex").asBoolean(true),
                model.path("ignore_merges").asBoolean(false),
                post.isObject() ? post.deepCopy() : null);
        return new BpeTokenizer(vocabulary, readMerges(model.path("merges"), where), added, options, where);
    }

    private static void reject(boolean unsupported, String where, String setting) {
        if (unsupported) {
            throw new BadInputException(where + ": the setting " + setting + " is not supported.");
        }
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
                throw new BadInputException(where + ": merge number " + (merges.size() + 1) + " is " + merge
                        + ", but must be two tokens, as \"a b\" or [\"a\", \"b\"].");
            }
            merges.add(new BpeMerge(parts[0], parts[1]));
        }
        return merges;
    }

    private static List<AddedToken> readAdded(JsonNode node, List<String> vocabulary, String where) {
        List<AddedToken> added = new ArrayList<>();
        for (JsonNode token : node) {
            String content = token.path("content").asText("");
            int id = token.path("id").asInt(-1);
            if (content.isEmpty() || id < 0) {
                throw new BadInputException(where + ": the added token " + token + " needs a content and an id.");
            }
            reject(token.path("single_word").asBoolean(false), where, "single_word of the added token " + content);
            added.add(new AddedToken(
                    id,
                    content,
                    token.path("lstrip").asBoolean(false),
                    token.path("rstrip").asBoolean(false),
                    token.path("normalized").asBoolean(false),
                    token.path("special").asBoolean(false)));
        }
        added.sort(Comparator.comparingInt(AddedToken::id));
        int next = vocabulary.size();
        for (AddedToken token : added) {
            boolean inVocabulary = token.id() < vocabulary.size();
            if (inVocabulary && !vocabulary.get(token.id()).equals(token.content())) {
                throw new BadInputException(where + ": the added token " + token.content() + " has the id " + token.id()
                        + ", which the vocabulary gives to \"" + vocabulary.get(token.id()) + "\".");
            }
            if (!inVocabulary && vocabulary.contains(token.content())) {
                throw new BadInputException(where + ": the added token " + token.content() + " has the id " + token.id()
                        + ", but the vocabulary has it with the id " + vocabulary.indexOf(token.content()) + ".");
            }
            if (!inVocabulary && token.id() != next++) {
                throw new BadInputException(where + ": the added token " + token.content() + " has the id " + token.id()
                        + ", but ids must go on from the vocabulary's without holes, with " + (next - 1) + ".");
            }
        }
        return added;
    }
}
