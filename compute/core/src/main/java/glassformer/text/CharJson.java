package glassformer.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import java.util.List;

/// A character tokenizer as tokenizer.json: BPE without merges leaves single characters, which every reader of the
/// format understands (WordLevel is missing in some). The decoder joins them without spaces.
final class CharJson {
    private CharJson() {}

    static String write(CharTokenizer tokenizer) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = TokenizerJson.newRoot(mapper);
        root.putArray("added_tokens");
        root.putNull("normalizer");
        root.putNull("pre_tokenizer");
        root.putNull("post_processor");
        root.putObject("decoder").put("type", "Fuse");
        ObjectNode model = root.putObject("model");
        model.put("type", "BPE");
        model.putNull("dropout");
        model.put("unk_token", CharTokenizer.UNKNOWN);
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", false);
        model.put("byte_fallback", false);
        model.put("ignore_merges", false);
        ObjectNode vocab = model.putObject("vocab");
        for (int id = 0; id < tokenizer.vocabSize(); id++) {
            vocab.put(tokenizer.text(id), id);
        }
        model.putArray("merges");
        return TokenizerJson.print(mapper, root);
    }

    static CharTokenizer read(JsonNode root, String where) {
        JsonNode model = root.path("model");
        List<String> vocabulary = TokenizerJson.vocabulary(model.path("vocab"), where);
        int unknownId = vocabulary.indexOf(model.path("unk_token").asText(""));
        if (unknownId < 0) {
            throw new BadInputException(
                    where + ": a character tokenizer needs model.unk_token to name a token of its vocabulary.");
        }
        if (!root.path("added_tokens").isEmpty()) {
            throw new BadInputException(where + ": a character tokenizer with added tokens is not supported.");
        }
        int[] codePoints = new int[vocabulary.size()];
        for (int id = 0; id < codePoints.length; id++) {
            String token = vocabulary.get(id);
            if (id != unknownId && token.codePointCount(0, token.length()) != 1) {
                throw new BadInputException(where + ": the token \"" + token
                        + "\" is not one character, but the tokenizer has neither merges nor a ByteLevel"
                        + " pre-tokenizer; only character and byte-level BPE tokenizers can be read.");
            }
            codePoints[id] = token.codePointAt(0);
        }
        return new CharTokenizer(codePoints, unknownId);
    }
}
