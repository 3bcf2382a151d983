package glassformer.replay;

import glassformer.train.HeadReading;
import glassformer.train.HeadReading.Likelihood;
import glassformer.train.HeadReading.Place;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A probability to be drawn as a bar, the same place a bar at every step, so that a model's certainty can be seen to
/// form.
///
/// @param place       which of the reading's places it is of, from 0
/// @param read        what the place reads; empty for the text as a whole
/// @param said        what the probability is of: what should be said there where that is known
/// @param probability of it
/// @param likeliest   whether nothing is likelier
public record Bar(int place, String read, String said, float probability, boolean likeliest) {
    /// - where it is known what should be said: a bar a place, of that
    /// - one place with classes: a bar a class, by name
    /// - else: a bar a place, of the likeliest
    public static List<Bar> of(HeadReading reading) {
        List<Place> places = reading.places();
        return switch (reading.kind()) {
            case CLASS, FOLLOWS -> places.isEmpty() ? List.of() : classes(places.getFirst());
            case NEXT_TOKEN, HIDDEN_TOKEN, WRITTEN_TOKEN, TAGS ->
                IntStream.range(0, places.size())
                        .filter(i -> !places.get(i).likeliest().isEmpty())
                        .mapToObj(i -> bar(i, places.get(i)))
                        .toList();
            case VALUE -> List.of();
        };
    }

    private static Bar bar(int index, Place place) {
        Likelihood best = place.likeliest().getFirst();
        Likelihood target = place.target();
        return target == null
                ? new Bar(index, place.token(), best.name(), best.probability(), true)
                : new Bar(
                        index,
                        place.token(),
                        target.name(),
                        target.probability(),
                        target.probability() >= best.probability());
    }

    private static List<Bar> classes(Place place) {
        Likelihood best = place.likeliest().getFirst();
        return place.likeliest().stream()
                .sorted(Comparator.comparing(Likelihood::name))
                .map(likely -> new Bar(0, place.token(), likely.name(), likely.probability(), likely.equals(best)))
                .toList();
    }
}
