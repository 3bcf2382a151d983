package glassformer.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/// What BPE training gives: the tokenizer, and each merge with what it was chosen by.
public record BpeTraining(BpeTokenizer tokenizer, List<LearnedMerge> merges) implements MergeTraining {
    public BpeTraining {
        merges = List.copyOf(merges);
    }

    @Override
    public Tokenizer after(int steps) {
        return new BpeTokenizer(
                tokenizer.vocabulary(),
                tokenizer.merges().subList(0, steps),
                tokenizer.addedTokens(),
                tokenizer.options(),
                "the tokenizer after " + steps + " merges");
    }

    @Override
    public int vocabularyAfter(int steps) {
        int learned = merges.isEmpty() ? 0 : size(merges.size()) - size(steps);
        return tokenizer.vocabSize() - learned;
    }

    private int size(int steps) {
        return steps == 0
                ? merges.getFirst().vocabulary() - 1
                : merges.get(steps - 1).vocabulary();
    }

    @Override
    public String readable(String token) {
        return TokenDisplay.of(new ByteAlphabet().readOrLiteral(token));
    }

    @Override
    public Predicate<LearnedMerge> concerning(String text) {
        String written = BpeTokenizer.inByteAlphabet(text.getBytes(StandardCharsets.UTF_8));
        return merge -> written.contains(merge.token());
    }
}
