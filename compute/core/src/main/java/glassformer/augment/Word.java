package glassformer.augment;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A word of a text between the punctuation that clings to it.
record Word(String before, String bare, String after) {
    static List<Word> of(String text) {
        return text.isBlank()
                ? List.of()
                : Stream.of(text.strip().split("\\s+")).map(Word::parse).toList();
    }

    private static Word parse(String written) {
        int from = 0;
        int to = written.length();
        while (from < to && !Character.isLetterOrDigit(written.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(written.charAt(to - 1))) {
            to--;
        }
        return new Word(written.substring(0, from), written.substring(from, to), written.substring(to));
    }

    static Word plain(String bare) {
        return new Word("", bare, "");
    }

    static String join(List<Word> words) {
        return String.join(" ", words.stream().map(Word::written).toList());
    }

    String written() {
        return before + bare + after;
    }

    String lowerCase() {
        return bare.toLowerCase(Locale.ROOT);
    }

    /// With another word between the same punctuation, with a capital where this one has it.
    Word with(String other) {
        boolean capital = !bare.isEmpty() && Character.isUpperCase(bare.charAt(0));
        String cased = capital && !other.isEmpty()
                ? other.substring(0, 1).toUpperCase(Locale.ROOT) + other.substring(1)
                : other;
        return new Word(before, cased, after);
    }

    /// Its synonyms; none for a word of grammar.
    List<String> synonyms(Synonyms synonyms) {
        String word = lowerCase();
        return word.isEmpty() || StopWords.contains(word) ? List.of() : synonyms.of(word);
    }
}
