package glassformer.replay;

import glassformer.exchange.Json;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the line of each step stands in a growing file of JSON lines; only these places are kept. For one thread.
final class LineIndex {
    /// As runs write it; any other order of the fields is read as JSON.
    private static final Pattern STEP = Pattern.compile("\\{\"step\":(\\d{1,9}),");

    private final Path file;
    private final GrowingLines lines;
    private final TreeMap<Integer, Place> places = new TreeMap<>();

    private record Place(long from, int bytes) {}

    LineIndex(Path file) {
        this.file = file;
        this.lines = new GrowingLines(file);
    }

    /// Takes in what was added.
    ///
    /// @return whether something has changed
    boolean refresh() {
        return lines.next(new GrowingLines.Listener() {
            @Override
            public void restarted() {
                places.clear();
            }

            @Override
            public void line(String text, long from, int bytes) {
                places.put(step(text), new Place(from, bytes));
            }
        });
    }

    int restarts() {
        return lines.restarts();
    }

    NavigableSet<Integer> steps() {
        return places.navigableKeySet();
    }

    /// The line of a step.
    Optional<String> line(int step) {
        Place place = places.get(step);
        return place == null ? Optional.empty() : Optional.of(lines.line(place.from(), place.bytes()));
    }

    private int step(String text) {
        Matcher matcher = STEP.matcher(text);
        return matcher.lookingAt()
                ? Integer.parseInt(matcher.group(1))
                : Json.readObject(text, "A line of " + file).path("step").asInt();
    }
}
