package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.NumberJudgements;
import glassformer.evaluate.TagJudgements;
import glassformer.evaluate.TextJudgements;
import glassformer.evaluate.TokenJudgements;
import glassformer.exchange.Json;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/// Judgements as the lines of `predictions.jsonl`, each with its head; what they share, such as labels, is in the
/// summary.
final class JudgementJson {
    private static final String CLASSES = "classes";
    private static final String TAGS = "tags";
    private static final String NUMBERS = "numbers";
    private static final String TEXTS = "texts";
    private static final String NEXT = "next-tokens";
    private static final String HIDDEN = "hidden-tokens";

    private JudgementJson() {}

    /// What kind of answers a head gives, for the summary.
    static String kind(Judgements judgements) {
        return switch (judgements) {
            case ClassJudgements any -> CLASSES;
            case TagJudgements any -> TAGS;
            case NumberJudgements any -> NUMBERS;
            case TextJudgements any -> TEXTS;
            case TokenJudgements tokens -> tokens.hidden() ? HIDDEN : NEXT;
        };
    }

    static List<String> labels(Judgements judgements) {
        return switch (judgements) {
            case ClassJudgements classes -> classes.labels();
            case TagJudgements tags -> tags.labels();
            case NumberJudgements any -> List.of();
            case TextJudgements any -> List.of();
            case TokenJudgements any -> List.of();
        };
    }

    static ObjectNode line(String head, Judgement judgement) {
        ObjectNode line = Json.object();
        line.put("head", head);
        line.put("text", judgement.text());
        switch (judgement) {
            case Judgement.OfClass one -> {
                line.put("expected", one.expected());
                line.put("predicted", one.answer());
                ArrayNode probabilities = line.putArray("probabilities");
                one.probabilities().forEach(probabilities::add);
            }
            case Judgement.OfTags one -> {
                add(line.putArray("expected"), one.truth());
                add(line.putArray("predicted"), one.said());
            }
            case Judgement.OfNumber one -> {
                line.put("expected", one.truth());
                line.put("predicted", one.said());
            }
            case Judgement.OfText one -> {
                line.put("expected", one.expected());
                line.put("predicted", one.answer());
            }
            case Judgement.OfTokens one -> {
                line.put("nats", one.nats());
                line.put("tokens", one.tokens());
                line.put("bytes", one.bytes());
                if (one.right() >= 0) {
                    line.put("right", one.right());
                }
            }
        }
        return line;
    }

    /// @param kind   of [#kind]
    /// @param labels of [#labels]
    /// @param lines  of this head
    /// @throws BadInputException where they are not what [#line] writes
    static Judgements parse(String head, String kind, List<String> labels, List<ObjectNode> lines) {
        return switch (kind) {
            case CLASSES -> new ClassJudgements(head, labels, all(lines, line -> classified(line, labels)));
            case TAGS ->
                new TagJudgements(
                        head,
                        labels,
                        all(
                                lines,
                                line -> new Judgement.OfTags(
                                        text(line, "text"),
                                        texts(line.path("expected")),
                                        texts(line.path("predicted")))));
            case NUMBERS ->
                new NumberJudgements(
                        head,
                        all(
                                lines,
                                line -> new Judgement.OfNumber(
                                        text(line, "text"), number(line, "expected"), number(line, "predicted"))));
            case TEXTS ->
                new TextJudgements(
                        head,
                        all(
                                lines,
                                line -> new Judgement.OfText(
                                        text(line, "text"), text(line, "expected"), text(line, "predicted"))));
            case NEXT, HIDDEN -> new TokenJudgements(head, kind.equals(HIDDEN), all(lines, JudgementJson::tokens));
            default ->
                throw new BadInputException("An evaluation's head " + head + " has the kind \"" + kind
                        + "\", which is none that is known.");
        };
    }

    private static Judgement.OfClass classified(ObjectNode line, List<String> labels) {
        List<Double> probabilities = list(line.path("probabilities"), JsonNode::asDouble);
        int truth = labels.indexOf(text(line, "expected"));
        if (probabilities.size() != labels.size() || truth < 0) {
            throw new BadInputException(
                    "A prediction of a class has " + probabilities.size() + " probabilities and is of"
                            + " the class \"" + text(line, "expected") + "\", but the classes are: "
                            + String.join(", ", labels) + ".");
        }
        return new Judgement.OfClass(
                text(line, "text"),
                text(line, "expected"),
                text(line, "predicted"),
                probabilities,
                probabilities.get(truth));
    }

    private static Judgement.OfTokens tokens(ObjectNode line) {
        return new Judgement.OfTokens(
                text(line, "text"),
                number(line, "nats"),
                (int) number(line, "tokens"),
                (long) number(line, "bytes"),
                line.path("right").asInt(-1));
    }

    private static <T> List<T> all(List<ObjectNode> lines, Function<ObjectNode, T> parse) {
        return lines.stream().map(parse).toList();
    }

    private static String text(ObjectNode line, String key) {
        if (!line.path(key).isTextual()) {
            throw new BadInputException("A prediction has no text under \"" + key + "\": " + shortened(line) + ".");
        }
        return line.path(key).asText();
    }

    private static double number(ObjectNode line, String key) {
        if (!line.path(key).isNumber()) {
            throw new BadInputException("A prediction has no number under \"" + key + "\": " + shortened(line) + ".");
        }
        return line.path(key).asDouble();
    }

    private static String shortened(ObjectNode line) {
        String text = Json.line(line);
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }

    static List<String> texts(JsonNode node) {
        return list(node, JsonNode::asText);
    }

    private static <T> List<T> list(JsonNode node, Function<JsonNode, T> value) {
        return StreamSupport.stream(node.spliterator(), false).map(value).toList();
    }

    private static void add(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
