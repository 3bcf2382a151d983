package glassformer.text;

import java.util.List;
import java.util.function.Predicate;

/// What WordPiece training gives: the tokenizer, and each merge with what it was chosen by. The tokenizer cuts a word
/// into the longest pieces from its start on, which is not always how the merges cut it.
public record WordPieceTraining(WordPieceTokenizer tokenizer, List<LearnedMerge> merges) implements MergeTraining {
    public WordPieceTraining {
        merges = List.copyOf(merges);
    }

    @Override
    public Tokenizer after(int steps) {
        return new WordPieceTokenizer(
                tokenizer.vocabulary().subList(0, vocabularyAfter(steps)),
                tokenizer.addedTokens(),
                tokenizer.options(),
                "the tokenizer after " + steps + " merges");
    }

    @Override
    public int vocabularyAfter(int steps) {
        if (merges.isEmpty()) {
            return tokenizer.vocabSize();
        }
        return steps == 0 ? merges.getFirst().id() : merges.get(steps - 1).vocabulary();
    }

    @Override
    public String readable(String token) {
        return token;
    }

    @Override
    public Predicate<LearnedMerge> concerning(String text) {
        String normalized = tokenizer.options().normalizer().normalize(text).text();
        return merge -> normalized.contains(plain(merge.token()));
    }

    private static String plain(String token) {
        return token.startsWith(WordPieceTokenizer.CONTINUATION)
                ? token.substring(WordPieceTokenizer.CONTINUATION.length())
                : token;
    }
}
