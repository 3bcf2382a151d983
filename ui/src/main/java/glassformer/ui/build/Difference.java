package glassformer.ui.build;

import glassformer.blueprint.Blueprint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One thing in which two architectures differ.
///
/// @param key the key of a setting, `head.NAME`, or one of `sides`, `positionOffset`, `finalNorm`, `projection`,
///     `parameters`
/// @param left the value on the left: an id, a number, `true` or `false`
public record Difference(String key, String left, String right) {
    /// The plan first, sizes last.
    public static List<Difference> between(Blueprint left, Blueprint right) {
        Map<String, String> ours = Traits.of(left);
        Map<String, String> theirs = Traits.of(right);
        Set<String> keys = new LinkedHashSet<>(ours.keySet());
        List<String> missing = new ArrayList<>(theirs.keySet());
        missing.removeAll(keys);
        List<Difference> all = new ArrayList<>();
        for (String key : keys) add(all, key, ours, theirs);
        // A head that only the right one has stands with the heads, after the plan.
        List<Difference> more = new ArrayList<>();
        for (String key : missing) add(more, key, ours, theirs);
        boolean plan = !all.isEmpty() && all.getFirst().key().equals(Traits.SIDES);
        all.addAll(plan ? 1 : 0, more);
        return List.copyOf(all);
    }

    /// What only one of them has, such as a window's size, is told by what else differs; a head is not.
    private static void add(List<Difference> all, String key, Map<String, String> ours, Map<String, String> theirs) {
        boolean presence = key.startsWith(Traits.HEAD);
        String left = ours.get(key);
        String right = theirs.get(key);
        if (presence) {
            left = left == null ? "false" : left;
            right = right == null ? "false" : right;
        } else if (key.equals("model.window")) {
            left = left == null ? "0" : left;
            right = right == null ? "0" : right;
        }
        if (left != null && right != null && !left.equals(right)) all.add(new Difference(key, left, right));
    }
}
