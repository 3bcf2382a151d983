package glassformer.ui.data;

import glassformer.data.Example;
import glassformer.data.LengthHistogram;
import glassformer.task.TokenLengths;
import glassformer.text.Tokenizer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long training examples are.
///
/// @param tokens  whether lengths are in tokens, special ones included, or else in characters
/// @param counted how many examples were measured: the first ones
/// @param context the model's context length in tokens
/// @param longer  how many are longer than that; 0 where lengths are in characters
public record Lengths(LengthHistogram histogram, boolean tokens, int counted, int context, int longer) {
    private static final int BINS = 24;
    private static final int MOST = 20_000;

    /// @param tokenizer null where there is none yet
    static Lengths of(List<Example> examples, @Nullable Tokenizer tokenizer, int context) {
        List<Example> first = examples.subList(0, Math.min(MOST, examples.size()));
        int[] lengths = tokenizer == null
                ? first.stream().mapToInt(Example::length).toArray()
                : TokenLengths.of(tokenizer, first);
        int longer = tokenizer == null
                ? 0
                : (int) Arrays.stream(lengths)
                        .filter(length -> length > context)
                        .count();
        return new Lengths(LengthHistogram.of(lengths, BINS), tokenizer != null, first.size(), context, longer);
    }
}
