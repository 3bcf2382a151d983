package glassformer.task;

import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.text.Tokenizer;
import java.util.List;

/// How many tokens a model would have to read, before anything is cut.
public final class TokenLengths {
    private TokenLengths() {}

    /// @return of each example, special tokens included; of a translation the longer side
    public static int[] of(Tokenizer tokenizer, List<? extends Example> examples) {
        return examples.stream().mapToInt(example -> of(tokenizer, example)).toArray();
    }

    private static int of(Tokenizer tokenizer, Example example) {
        return switch (example) {
            case Example.Unlabelled(Input input) -> of(tokenizer, input);
            case Example.Classified(Input input, var label) -> of(tokenizer, input);
            case Example.Scored(Input input, var value) -> of(tokenizer, input);
            case Example.Labelled(Input input, var labels) -> of(tokenizer, input);
            case Example.Tagged(List<String> words, var tags) -> 2 + count(tokenizer, String.join(" ", words));
            case Example.Translated(String source, String target) ->
                1 + Math.max(count(tokenizer, source), count(tokenizer, target));
        };
    }

    private static int of(Tokenizer tokenizer, Input input) {
        return switch (input) {
            case Input.Single(String text) -> 2 + count(tokenizer, text);
            case Input.Pair(String first, String second) ->
                2 + tokenizer.specials().separatorsBetween() + count(tokenizer, first) + count(tokenizer, second);
        };
    }

    private static int count(Tokenizer tokenizer, String text) {
        return tokenizer.encode(text).length;
    }
}
