package glassformer.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.HeadSpec;
import glassformer.exchange.Json;
import glassformer.text.SpecialTokens;
import java.util.List;
import java.util.Set;

/// `tokenizer.json` of an export. What other programs put around a text is what the model was trained with: nothing for
/// one that continues texts, only the end for an encoder-decoder, and for others what the tokenizer itself says. A
// model
/// of elsewhere keeps its own rule.
public record TokenizerFile(ExportSubject subject) {
    private static final String RULE = "post_processor";
    /// Rules that add tokens; `ByteLevel` adds none.
    private static final Set<String> ADDING =
            Set.of("TemplateProcessing", "RobertaProcessing", "BertProcessing", "Sequence");

    public static final String NAME = "tokenizer.json";

    public String json() {
        String text = subject.tokenizer().toJson();
        boolean both = subject.blueprint().hasEncoder();
        if (subject.run() == null || !both && !continues()) {
            return text;
        }
        ObjectNode root = Json.readObject(text, NAME);
        if (both) {
            root.set(RULE, ended(subject.tokenizer().specials()));
        } else if (ADDING.contains(root.path(RULE).path("type").asText())) {
            root.putNull(RULE);
        } else {
            return text;
        }
        return Json.pretty(root);
    }

    private boolean continues() {
        List<HeadSpec> heads = subject.spec().heads();
        return !heads.isEmpty() && heads.getFirst() instanceof HeadSpec.LanguageModel;
    }

    /// `a </s>`, and of two texts `a </s> b </s>`.
    private ObjectNode ended(SpecialTokens specials) {
        int id = specials.requireSeparator();
        String end = subject.tokenizer().token(id);
        ObjectNode rule = Json.object();
        rule.put("type", "TemplateProcessing");
        ArrayNode single = rule.putArray("single");
        part(single, "Sequence", "A");
        part(single, "SpecialToken", end);
        ArrayNode pair = rule.putArray("pair");
        pair.addAll(single.deepCopy());
        part(pair, "Sequence", "B");
        part(pair, "SpecialToken", end);
        ObjectNode token = rule.putObject("special_tokens").putObject(end);
        token.put("id", end);
        token.putArray("ids").add(id);
        token.putArray("tokens").add(end);
        return rule;
    }

    private static void part(ArrayNode template, String kind, String id) {
        template.addObject().putObject(kind).put("id", id).put("type_id", 0);
    }
}
