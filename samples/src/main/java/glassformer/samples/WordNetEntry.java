package glassformer.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A set of synonyms in a data file of WordNet.
///
/// @param offset in the file, by which index files point at it
/// @param topic number of the lexicographer's file, see [Topics]
/// @param words with spaces, without an adjective's place, as in `outback(a)`
/// @param definition the gloss without its examples
record WordNetEntry(int offset, int topic, List<String> words, String definition) {
    private static final int WORDS = 4; // fields before the first word
    private static final int HEXADECIMAL = 16;

    static void forEach(String part, Consumer<WordNetEntry> action) {
        new WordNetFile("data." + part).forEachLine(line -> action.accept(parse(line)));
    }

    private static WordNetEntry parse(String line) {
        int bar = line.indexOf('|');
        String[] fields = line.substring(0, bar).split(" ");
        List<String> words = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(fields[WORDS - 1], HEXADECIMAL); i++) {
            words.add(plain(fields[WORDS + 2 * i]));
        }
        String gloss = line.substring(bar + 1).strip();
        int example = gloss.indexOf("; \"");
        return new WordNetEntry(
                Integer.parseInt(fields[0]),
                Integer.parseInt(fields[1]),
                words,
                (example < 0 ? gloss : gloss.substring(0, example)).strip());
    }

    private static String plain(String word) {
        int place = word.endsWith(")") ? word.lastIndexOf('(') : -1;
        return (place < 0 ? word : word.substring(0, place)).replace('_', ' ');
    }
}
