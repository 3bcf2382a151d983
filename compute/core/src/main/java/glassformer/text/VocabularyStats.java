package glassformer.text;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/// How a tokenizer fits a sample of text.
///
/// @param frequencies (id) -> how often the token occurred
/// @param characters Unicode code points
/// @param bytes of the text in UTF-8
/// @param words stretches between white space
public record VocabularyStats(long[] frequencies, long tokens, long characters, long bytes, long words, long unknown) {
    /// A token and how often it occurred.
    public record TokenCount(int id, String text, long count) {}

    /// Reads documents until `maxCharacters` are seen; the last document counts whole.
    public static VocabularyStats of(Tokenizer tokenizer, Iterator<String> documents, long maxCharacters) {
        long[] frequencies = new long[tokenizer.vocabSize()];
        long characters = 0;
        long bytes = 0;
        long words = 0;
        long tokens = 0;
        while (documents.hasNext() && characters < maxCharacters) {
            String document = documents.next();
            characters += document.codePointCount(0, document.length());
            bytes += document.codePoints().mapToLong(Utf8::length).sum();
            words += words(document);
            int[] ids = tokenizer.encode(document);
            tokens += ids.length;
            for (int id : ids) {
                frequencies[id]++;
            }
        }
        long unknown = tokenizer.unknown().isPresent()
                ? frequencies[tokenizer.unknown().getAsInt()]
                : 0;
        return new VocabularyStats(frequencies, tokens, characters, bytes, words, unknown);
    }

    private static long words(String text) {
        long words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = Gpt2Words.isSpace(text.charAt(i));
            if (!space && !inWord) {
                words++;
            }
            inWord = !space;
        }
        return words;
    }

    /// 0 for no text, as all rates here.
    public double charactersPerToken() {
        return ratio(characters, tokens);
    }

    /// How many bytes of UTF-8 become one token, on average: what the tokenizer compresses.
    public double bytesPerToken() {
        return ratio(bytes, tokens);
    }

    public double tokensPerWord() {
        return ratio(tokens, words);
    }

    /// Share of the tokens that are the unknown token.
    public double unknownRate() {
        return ratio(unknown, tokens);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /// How many tokens of the vocabulary occurred.
    public int usedTokens() {
        return (int) IntStream.range(0, frequencies.length)
                .filter(id -> frequencies[id] > 0)
                .count();
    }

    /// The most frequent tokens first, those of equal count by id.
    public List<TokenCount> mostFrequent(Tokenizer tokenizer, int limit) {
        return top(tokenizer, limit, Comparator.comparingLong(id -> -frequencies[id]));
    }

    /// The tokens of most bytes that occurred, the longest first.
    public List<TokenCount> longest(Tokenizer tokenizer, int limit) {
        return top(tokenizer, limit, Comparator.comparingInt(id -> -tokenizer.bytes(id).length));
    }

    private List<TokenCount> top(Tokenizer tokenizer, int limit, Comparator<Integer> order) {
        return IntStream.range(0, frequencies.length)
                .filter(id -> frequencies[id] > 0)
                .boxed()
                .sorted(order)
                .limit(limit)
                .map(id -> new TokenCount(id, tokenizer.token(id), frequencies[id]))
                .toList();
    }
}
