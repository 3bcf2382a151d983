package glassformer.replay;

import glassformer.engine.AttentionGroup.Kind;
import glassformer.inspect.HeadRole;
import glassformer.inspect.HeadScores;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A head's scores at each evaluation, ascending by step.
///
/// @param layer from 0
/// @param head  from 0
public record HeadCurve(Kind kind, int layer, int head, List<Point> points) {
    public HeadCurve {
        points = List.copyOf(points);
    }

    /// @param even the scores of a head that looks evenly at all it sees
    /// @param role what the head is named at this step; null where nothing is clear
    public record Point(
            int step,
            HeadScores scores,
            HeadScores even,
            @Nullable HeadRole role) {}

    /// What a head has become.
    ///
    /// @param step the evaluation from which on it is named so, without a break until the last one
    public record Formed(HeadRole role, int step) {}

    /// What the head is named at its last evaluation, and since when.
    public Optional<Formed> formed() {
        HeadRole role = points.isEmpty() ? null : points.getLast().role();
        if (role == null) {
            return Optional.empty();
        }
        int since = points.size() - 1;
        while (since > 0 && points.get(since - 1).role() == role) {
            since--;
        }
        return Optional.of(new Formed(role, points.get(since).step()));
    }
}
