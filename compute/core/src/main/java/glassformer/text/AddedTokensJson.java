package glassformer.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The list `added_tokens` of a tokenizer.json.
final class AddedTokensJson {
    private AddedTokensJson() {}

    static void write(ArrayNode array, List<AddedToken> added) {
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

    static List<AddedToken> read(JsonNode node, List<String> vocabulary, String where) {
        List<AddedToken> added = new ArrayList<>();
        for (JsonNode token : node) {
            String content = token.path("content").asText("");
            int id = token.path("id").asInt(-1);
            if (content.isEmpty() || id < 0) {
                throw new BadInputException(
                        where + ": the added token " + TokenizerJson.cut(token) + " needs a content and an id.");
            }
            TokenizerJson.reject(
                    token.path("single_word").asBoolean(false), where, "single_word of the added token " + content);
            added.add(new AddedToken(
                    id,
                    content,
                    token.path("lstrip").asBoolean(false),
                    token.path("rstrip").asBoolean(false),
                    token.path("normalized").asBoolean(false),
                    token.path("special").asBoolean(false)));
        }
        added.sort(Comparator.comparingInt(AddedToken::id));
        Map<String, Integer> ids = new HashMap<>();
        if (!added.isEmpty()) {
            for (int id = 0; id < vocabulary.size(); id++) {
                ids.put(vocabulary.get(id), id);
            }
        }
        int next = vocabulary.size();
        for (AddedToken token : added) {
            boolean inVocabulary = token.id() < vocabulary.size();
            if (inVocabulary && !vocabulary.get(token.id()).equals(token.content())) {
                throw new BadInputException(where + ": the added token " + token.content() + " has the id " + token.id()
                        + ", which the vocabulary gives to \"" + vocabulary.get(token.id()) + "\".");
            }
            if (!inVocabulary && ids.containsKey(token.content())) {
                throw new BadInputException(where + ": the added token " + token.content() + " has the id " + token.id()
                        + ", but the vocabulary has it with the id " + ids.get(token.content()) + ".");
            }
            if (!inVocabulary && token.id() != next++) {
                throw new BadInputException(where + ": the added token " + token.content() + " has the id " + token.id()
                        + ", but ids must go on from the vocabulary's without holes, with " + (next - 1) + ".");
            }
        }
        return added;
    }
}
