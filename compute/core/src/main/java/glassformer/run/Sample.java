package glassformer.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.exchange.Json;

/// A line of `samples.jsonl`: how the model continued the prompt.
public record Sample(int step, String prompt, String text) {
    /// @param where to name in an error
    public static Sample parse(String line, String where) {
        return of(Json.readObject(line, where));
    }

    static Sample of(ObjectNode line) {
        return new Sample(
                line.path("step").asInt(),
                line.path("prompt").asText(),
                line.path("text").asText());
    }
}
