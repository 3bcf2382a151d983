package glassformer.text;

import com.fasterxml.jackson.databind.JsonNode;
import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.List;

/// GPT-2's and RoBERTa's older pair of files: `vocab.json` with each token's id and `merges.txt` with a merge a line.
/// Special tokens are known by their names.
public final class BpeFiles {
    private static final int MAX_MERGES = 1_000_000;

    private BpeFiles() {}

    /// @param vocabJson the text of `vocab.json`
    /// @param mergesTxt the text of `merges.txt`; a first line with its version is skipped
    /// @param where begins each error sentence, such as the folder's name
    public static BpeTokenizer read(String vocabJson, String mergesTxt, String where) {
        JsonNode vocab = TokenizerJson.tree(vocabJson, where + ": vocab.json");
        List<String> vocabulary = TokenizerJson.vocabulary(vocab, where + ": vocab.json");
        List<AddedToken> added = ByteSpecials.in(vocabulary);
        int classify = vocabulary.indexOf("<s>");
        int separator = vocabulary.indexOf("</s>");
        BpeOptions options =
                classify >= 0 && separator >= 0 ? BpeOptions.roberta(classify, separator) : BpeOptions.gpt2();
        return new BpeTokenizer(vocabulary, merges(mergesTxt, where), added, options, where);
    }

    private static List<BpeMerge> merges(String text, String where) {
        List<BpeMerge> merges = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (number > MAX_MERGES) {
                throw new BadInputException(where + ": merges.txt has more than " + MAX_MERGES + " lines.");
            }
            if (line.isEmpty() || (number == 1 && line.startsWith("#version"))) {
                continue;
            }
            String[] parts = line.split(" ", -1);
            if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new BadInputException(where + ": merges.txt: line " + number + " is \"" + TokenizerJson.cut(line)
                        + "\", but must be two tokens with a blank between them.");
            }
            merges.add(new BpeMerge(parts[0], parts[1]));
        }
        return merges;
    }

    /// The text of `merges.txt`.
    public static String merges(BpeTokenizer tokenizer) {
        StringBuilder out = new StringBuilder("#version: 0.2\n");
        for (BpeMerge merge : tokenizer.merges()) {
            out.append(merge.left()).append(' ').append(merge.right()).append('\n');
        }
        return out.toString();
    }
}
