package glassformer.text;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// BERT's `vocab.txt`: a token a line, whose number from 0 is its id. It says nothing about case and accents.
public final class WordPieceVocabulary {
    static final List<String> SPECIALS = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

    private static final int MAX_TOKENS = 500_000;

    private WordPieceVocabulary() {}

    /// @param text of the file; it must have BERT's five special tokens
    /// @param where begins each error sentence, such as the file's name
    public static WordPieceTokenizer read(String text, BertNormalizer normalizer, String where) {
        List<String> vocabulary = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (vocabulary.size() == MAX_TOKENS) {
                throw new BadInputException(
                        where + " has more than " + MAX_TOKENS + " lines, but a token a line is" + " expected.");
            }
            String token = line.stripTrailing();
            Integer known = ids.putIfAbsent(token, vocabulary.size());
            if (known != null) {
                throw new BadInputException(where + ": the lines " + (known + 1) + " and " + (vocabulary.size() + 1)
                        + " both hold the token \"" + token + "\", but each token may stand there once.");
            }
            vocabulary.add(token);
        }
        for (String special : SPECIALS) {
            if (!ids.containsKey(special)) {
                throw new BadInputException(where + " is no vocabulary of BERT's kind: it has no line " + special
                        + "; a token a line is expected, " + String.join(" ", SPECIALS) + " among them.");
            }
        }
        return tokenizer(vocabulary, normalizer, where);
    }

    /// A tokenizer of a vocabulary that has the special tokens.
    static WordPieceTokenizer tokenizer(List<String> vocabulary, BertNormalizer normalizer, String where) {
        List<AddedToken> added = SPECIALS.stream()
                .map(token -> AddedToken.special(vocabulary.indexOf(token), token))
                .sorted((a, b) -> Integer.compare(a.id(), b.id()))
                .toList();
        WordPieceOptions options =
                WordPieceOptions.bert(normalizer, vocabulary.indexOf("[CLS]"), vocabulary.indexOf("[SEP]"));
        return new WordPieceTokenizer(vocabulary, added, options, where);
    }

    /// The text of the file, added tokens at the end.
    public static String write(WordPieceTokenizer tokenizer) {
        StringBuilder out = new StringBuilder();
        for (String token : tokenizer.vocabulary()) {
            out.append(token).append('\n');
        }
        for (AddedToken token : tokenizer.addedTokens()) {
            if (token.id() >= tokenizer.vocabulary().size()) {
                out.append(token.content()).append('\n');
            }
        }
        return out.toString();
    }
}
