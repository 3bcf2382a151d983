package glassformer.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// WordPiece as BERT's kind of tokenizer.json.
final class WordPieceJson {
    private WordPieceJson() {}

    static String write(WordPieceTokenizer tokenizer) {
        WordPieceOptions options = tokenizer.options();
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = TokenizerJson.newRoot(mapper);
        AddedTokensJson.write(root.putArray("added_tokens"), tokenizer.addedTokens());
        writeNormalizer(root.putObject("normalizer"), options.normalizer());
        root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        root.set("post_processor", options.postProcessor());
        ObjectNode decoder = root.putObject("decoder");
        decoder.put("type", "WordPiece");
        decoder.put("prefix", WordPieceTokenizer.CONTINUATION);
        decoder.put("cleanup", options.cleanup());
        ObjectNode model = root.putObject("model");
        model.put("type", "WordPiece");
        model.put("unk_token", options.unknown());
        model.put("continuing_subword_prefix", WordPieceTokenizer.CONTINUATION);
        model.put("max_input_chars_per_word", options.maxWordLength());
        ObjectNode vocab = model.putObject("vocab");
        List<String> vocabulary = tokenizer.vocabulary();
        for (int id = 0; id < vocabulary.size(); id++) {
            vocab.put(vocabulary.get(id), id);
        }
        return TokenizerJson.print(mapper, root);
    }

    private static void writeNormalizer(ObjectNode node, BertNormalizer normalizer) {
        node.put("type", "BertNormalizer");
        node.put("clean_text", normalizer.cleanText());
        node.put("handle_chinese_chars", normalizer.spaceChinese());
        node.put("strip_accents", normalizer.stripAccents());
        node.put("lowercase", normalizer.lowercase());
    }

    static WordPieceTokenizer read(JsonNode root, String where) {
        JsonNode model = root.path("model");
        String prefix = model.path("continuing_subword_prefix").asText(WordPieceTokenizer.CONTINUATION);
        TokenizerJson.reject(
                !prefix.equals(WordPieceTokenizer.CONTINUATION), where, "continuing_subword_prefix \"" + prefix + "\"");
        String pre = root.path("pre_tokenizer").path("type").asText("none");
        TokenizerJson.reject(!pre.equals("BertPreTokenizer"), where, "pre_tokenizer " + pre + " with WordPiece");
        JsonNode decoder = root.path("decoder");
        if (decoder.isObject()) {
            String type = decoder.path("type").asText("without a type");
            TokenizerJson.reject(!type.equals("WordPiece"), where, "decoder " + type + " with WordPiece");
        }
        JsonNode post = root.path("post_processor");
        WordPieceOptions options = new WordPieceOptions(
                readNormalizer(root.path("normalizer"), where),
                model.path("unk_token").asText("[UNK]"),
                model.path("max_input_chars_per_word").asInt(WordPieceOptions.MAX_WORD_LENGTH),
                decoder.path("cleanup").asBoolean(true),
                post.isObject() ? post.deepCopy() : null);
        List<String> vocabulary = TokenizerJson.vocabulary(model.path("vocab"), where);
        List<AddedToken> added = AddedTokensJson.read(root.path("added_tokens"), vocabulary, where);
        return new WordPieceTokenizer(vocabulary, added, options, where);
    }

    private static BertNormalizer readNormalizer(JsonNode node, String where) {
        if (!node.isObject()) {
            return BertNormalizer.none();
        }
        String type = node.path("type").asText("without a type");
        TokenizerJson.reject(!type.equals("BertNormalizer"), where, "normalizer " + type + " with WordPiece");
        JsonNode accents = node.path("strip_accents");
        return new BertNormalizer(
                node.path("clean_text").asBoolean(true),
                node.path("handle_chinese_chars").asBoolean(true),
                accents.isBoolean() ? accents.asBoolean() : null,
                node.path("lowercase").asBoolean(true));
    }
}
