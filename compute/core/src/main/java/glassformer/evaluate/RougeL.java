package glassformer.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// ROUGE-L (Lin 2004): the F1 of the longest common subsequence of words. A word is a run of letters and digits in
/// lower case, or one Chinese character.
public final class RougeL {
    private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");

    private RougeL() {}

    /// Of one pair, 0 to 1; 0 where either has no word.
    public static double of(String hypothesis, String reference) {
        List<String> written = words(hypothesis);
        List<String> right = words(reference);
        int common = longestCommon(written, right);
        return common == 0 ? 0 : 2.0 * common / (written.size() + right.size());
    }

    static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static int longestCommon(List<String> left, List<String> right) {
        int[] row = new int[right.size() + 1];
        for (String word : left) {
            int diagonal = 0;
            for (int j = 0; j < right.size(); j++) {
                int above = row[j + 1];
                row[j + 1] = word.equals(right.get(j)) ? diagonal + 1 : Math.max(above, row[j]);
                diagonal = above;
            }
        }
        return row[right.size()];
    }
}
