package glassformer.task;

import glassformer.engine.Labels;
import glassformer.engine.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Ids of one sequence and the types of its tokens.
///
/// @param ids   (T)
/// @param types (T)
record Item(int[] ids, int[] types) {
    static Item of(int[] ids) {
        return new Item(ids, new int[ids.length]);
    }

    static Item of(TokenPair pair) {
        return new Item(pair.ids(), pair.segments());
    }

    /// Fills up to the longest.
    static Tokens pad(List<Item> items, int pad) {
        int size = items.size();
        int length = longest(items, item -> item.ids().length);
        int[] ids = new int[size * length];
        int[] types = new int[size * length];
        int[] lengths = new int[size];
        Arrays.fill(ids, pad);
        for (int row = 0; row < size; row++) {
            Item item = items.get(row);
            lengths[row] = item.ids().length;
            System.arraycopy(item.ids(), 0, ids, row * length, lengths[row]);
            System.arraycopy(item.types(), 0, types, row * length, lengths[row]);
        }
        boolean even = Arrays.stream(lengths).allMatch(l -> l == length);
        return new Tokens(ids, types, even ? null : lengths, size, length);
    }

    /// Labels of rows of different lengths, `(B, T)`.
    static int[] padLabels(List<int[]> rows, int length) {
        int[] labels = new int[rows.size() * length];
        Arrays.fill(labels, Labels.IGNORED);
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, labels, row * length, rows.get(row).length);
        }
        return labels;
    }

    private static int longest(List<Item> items, ToIntFunction<Item> length) {
        return items.stream().mapToInt(length).max().orElse(0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Item(int[] otherIds, int[] otherTypes)
                && Arrays.equals(ids, otherIds)
                && Arrays.equals(types, otherTypes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }
}
