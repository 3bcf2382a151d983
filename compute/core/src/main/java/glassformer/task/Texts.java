package glassformer.task;

import glassformer.BadInputException;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.engine.Tokens;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.List;

/// Texts and pairs as a model reads them, with the special tokens around.
record Texts(Tokenizer tokenizer, int contextLength) {
    Tokens tokens(List<Input> inputs) {
        return Item.pad(
                inputs.stream().map(input -> Item.of(pair(input))).toList(),
                tokenizer.specials().requirePad());
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
