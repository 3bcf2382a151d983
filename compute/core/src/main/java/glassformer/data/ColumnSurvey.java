package glassformer.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What the cells of one column have in common, gathered row by row.
final class ColumnSurvey {
    private static final int SAMPLES = 5;
    private static final int CLASSES = 100; // more different values than this are no classes
    private static final int NUMBERED_CLASSES = 20; // classes that are written as whole numbers
    private static final int LONGEST_CLASS = 60;
    private static final int TAG_KINDS = 100;
    private static final Pattern ENTITY_TAG = Pattern.compile("O|[BIESLU]-\\S+");

    private final Set<String> values = new LinkedHashSet<>();
    private final Set<String> wordKinds = new HashSet<>();
    private final boolean[] differs; // from the column with this index, in the number of words of some row
    private int rows; // with a value
    private long words;
    private int longest;
    private boolean numbers = true;
    private boolean whole = true;
    private boolean entityTags = true;
    private boolean alone = true; // no other column has as many words in each row

    ColumnSurvey(int columns) {
        differs = new boolean[columns];
    }

    /// @param own index of this column
    /// @param wordCounts of this row's cells
    void add(String cell, int own, int[] wordCounts) {
        alone = true;
        for (int i = 0; i < wordCounts.length; i++) {
            differs[i] |= wordCounts[i] != wordCounts[own];
            alone &= i == own || differs[i];
        }
        String value = cell.strip();
        if (value.isEmpty()) {
            return;
        }
        rows++;
        longest = Math.max(longest, value.length());
        if (values.size() < ColumnTypes.DISTINCT_COUNTED) {
            values.add(value);
        }
        numbers &= FiniteNumbers.isNumber(value);
        whole &= value.matches("[+-]?\\d{1,9}");
        List<String> parts = Words.of(value);
        words += parts.size();
        for (String part : parts) {
            entityTags &= ENTITY_TAG.matcher(part).matches();
            if (wordKinds.size() <= TAG_KINDS) {
                wordKinds.add(part);
            }
        }
    }

    Column column(String name) {
        return new Column(
                name, type(), values.size(), new ArrayList<>(values).subList(0, Math.min(SAMPLES, values.size())));
    }

    private ColumnType type() {
        if (rows == 0) {
            return ColumnType.TEXT;
        }
        boolean comesAgain = values.size() * 2 <= rows;
        if (numbers) {
            return whole && comesAgain && values.size() <= NUMBERED_CLASSES ? ColumnType.CATEGORY : ColumnType.NUMBER;
        }
        if (isTags()) {
            return ColumnType.TAGS;
        }
        return comesAgain && values.size() <= CLASSES && longest <= LONGEST_CLASS
                ? ColumnType.CATEGORY
                : ColumnType.TEXT;
    }

    /// Tags stand beside another column with as many words, and few kinds of them come again and again.
    private boolean isTags() {
        if (alone || words < 2L * rows) {
            return false;
        }
        return entityTags || (wordKinds.size() <= TAG_KINDS && words >= 4L * wordKinds.size());
    }
}
