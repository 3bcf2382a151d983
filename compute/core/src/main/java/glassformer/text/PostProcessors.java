package glassformer.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The rules of tokenizer.json for the special tokens around one text or two.
final class PostProcessors {
    private PostProcessors() {}

    /// `[CLS] a [SEP]` and `[CLS] a [SEP] b [SEP]`, the second part in segment 1.
    static JsonNode bert(int classify, int separator) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", "TemplateProcessing");
        ArrayNode single = node.putArray("single");
        part(single, "SpecialToken", "[CLS]", 0);
        part(single, "Sequence", "A", 0);
        part(single, "SpecialToken", "[SEP]", 0);
        ArrayNode pair = node.putArray("pair");
        pair.addAll(single.deepCopy());
        part(pair, "Sequence", "B", 1);
        part(pair, "SpecialToken", "[SEP]", 1);
        ObjectNode tokens = node.putObject("special_tokens");
        token(tokens, "[CLS]", classify);
        token(tokens, "[SEP]", separator);
        return node;
    }

    private static void part(ArrayNode template, String kind, String id, int segment) {
        template.addObject().putObject(kind).put("id", id).put("type_id", segment);
    }

    private static void token(ObjectNode tokens, String content, int id) {
        ObjectNode token = tokens.putObject(content);
        token.put("id", content);
        token.putArray("ids").add(id);
        token.putArray("tokens").add(content);
    }

    /// `<s> a </s>` and `<s> a </s></s> b </s>`.
    static JsonNode roberta(int classify, int separator) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", "RobertaProcessing");
        node.putArray("sep").add("</s>").add(separator);
        node.putArray("cls").add("<s>").add(classify);
        node.put("trim_offsets", true);
        node.put("add_prefix_space", false);
        return node;
    }
}
