package glassformer.ui.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A text before and after a change, with the words that only one of them has, found by the longest common
/// subsequence. Of long texts, the first 300 words.
public record ChangedText(List<Word> before, List<Word> after) {
    private static final int MOST = 300;

    /// @param changed whether the other text lacks it
    public record Word(String text, boolean changed) {}

    public ChangedText {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    static ChangedText of(String before, String after) {
        String[] a = words(before);
        String[] b = words(after);
        int[][] common = new int[a.length + 1][b.length + 1]; // words in common from (i, j) on
        for (int i = a.length - 1; i >= 0; i--) {
            for (int j = b.length - 1; j >= 0; j--) {
                common[i][j] =
                        a[i].equals(b[j]) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Word> left = new ArrayList<>();
        List<Word> right = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            if (i < a.length && j < b.length && a[i].equals(b[j])) {
                left.add(new Word(a[i++], false));
                right.add(new Word(b[j++], false));
            } else if (j == b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) {
                left.add(new Word(a[i++], true));
            } else {
                right.add(new Word(b[j++], true));
            }
        }
        return new ChangedText(left, right);
    }

    private static String[] words(String text) {
        if (text.isBlank()) return new String[0];
        String[] words = text.strip().split("\\s+");
        return Arrays.copyOf(words, Math.min(MOST, words.length));
    }

    public boolean same() {
        return before.stream().noneMatch(Word::changed) && after.stream().noneMatch(Word::changed);
    }
}
