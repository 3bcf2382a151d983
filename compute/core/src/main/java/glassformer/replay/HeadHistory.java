package glassformer.replay;

import glassformer.engine.AttentionGroup;
import glassformer.inspect.HeadRole;
import glassformer.inspect.HeadScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How the scores of a run's heads change. Each evaluation's patterns are read once, one at a time, and only the scores
/// are kept, so that whoever asks can show a curve that grows, and stop. For one thread at a time.
public final class HeadHistory {
    private final Replay replay;
    private final TreeMap<Integer, Map<Place, HeadCurve.Point>> known = new TreeMap<>();

    private int generation;

    private record Place(AttentionGroup.Kind kind, int layer, int head) {
        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::kind).thenComparingInt(Place::layer).thenComparingInt(Place::head);
    }

    public HeadHistory(Replay replay) {
        this.replay = replay;
    }

    /// Reads the patterns of the next evaluation.
    ///
    /// @return false where all are known
    /// @throws glassformer.BadInputException where they are damaged; they are left out then
    public boolean advance() {
        if (replay.generation() != generation) {
            generation = replay.generation();
            known.clear();
        }
        known.keySet().retainAll(replay.attentionSteps());
        for (int step : replay.attentionSteps()) {
            if (!known.containsKey(step)) {
                known.put(step, Map.of()); // stays where it cannot be read
                known.put(step, points(step));
                return true;
            }
        }
        return false;
    }

    /// Reads all that is there.
    public List<HeadCurve> all() {
        while (advance()) {
            // The next one.
        }
        return curves();
    }

    /// As far as they are known, by kind, layer and head.
    public List<HeadCurve> curves() {
        Map<Place, List<HeadCurve.Point>> byPlace = new TreeMap<>(Place.ORDER);
        known.values()
                .forEach(points ->
                        points.forEach((place, point) -> byPlace.computeIfAbsent(place, none -> new ArrayList<>())
                                .add(point)));
        return byPlace.entrySet().stream()
                .map(entry -> new HeadCurve(
                        entry.getKey().kind(),
                        entry.getKey().layer(),
                        entry.getKey().head(),
                        entry.getValue()))
                .toList();
    }

    private Map<Place, HeadCurve.Point> points(int step) {
        Map<Place, HeadCurve.Point> points = new HashMap<>();
        for (AttentionGroup group : replay.attention(step).groups()) {
            HeadScores even = HeadScores.even(group.kind(), group.rows(), group.columns());
            for (int layer = 0; layer < group.patterns().size(); layer++) {
                int heads = group.patterns().get(layer).shape().getFirst();
                for (int head = 0; head < heads; head++) {
                    HeadScores scores = HeadScores.of(group, layer, head);
                    HeadRole role = scores.role(even).orElse(null);
                    points.put(new Place(group.kind(), layer, head), new HeadCurve.Point(step, scores, even, role));
                }
            }
        }
        return points;
    }
}
