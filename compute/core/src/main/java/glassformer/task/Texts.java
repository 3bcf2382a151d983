package glassformer.task;

import glassformer.BadInputException;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.engine.Tokens;
import glassformer.settings.Values;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.List;

/// Texts and pairs as a model reads them, with the special tokens around.
///
/// @param segments whether the model tells a pair's texts apart by token types
record Texts(Tokenizer tokenizer, int contextLength, boolean segments) {
    /// @param values of a lab
    static Texts of(Values values, Tokenizer tokenizer) {
        return new Texts(tokenizer, values.whole("model.contextLength"), segments(values));
    }

    /// Whether a lab's model tells two texts apart by token types.
    static boolean segments(Values values) {
        return values.schema().has("model.tokenTypes") && values.whole("model.tokenTypes") >= 2;
    }

    Tokens tokens(List<Input> inputs) {
        return Item.pad(
                inputs.stream().map(this::item).toList(), tokenizer.specials().requirePad());
    }

    private Item item(Input input) {
        TokenPair pair = pair(input);
        return segments ? Item.of(pair) : Item.of(pair.ids());
    }

    private TokenPair pair(Input input) {
        SpecialTokens specials = tokenizer.specials();
        return switch (input) {
            case Input.Single(String text) -> TokenPair.of(specials, tokenizer.encode(text), contextLength);
            case Input.Pair(String first, String second) ->
                TokenPair.of(specials, tokenizer.encode(first), tokenizer.encode(second), contextLength);
        };
    }

    static BadInputException unfit(TaskKind task, Example example) {
        return new BadInputException("The task " + task.id() + " cannot learn from the example " + example.question()
                + "; its data needs other columns or another task.");
    }
}
