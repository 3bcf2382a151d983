package glassformer.task;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/// Pairs for guessing whether the second sentence follows the first: in half of them, by chance, it does; in the others
/// it is a sentence of another document. A pure function of seed, example and epoch. Devlin et al. 2019, "BERT".
///
/// @param <S> a sentence, as text or as token ids
public final class NextSentences<S> {
    private static final long FOLLOWS = 1;
    private static final long OTHER = 2;

    /// @param follows whether `second` is the sentence after `first` in its document
    public record Pair<S>(S first, S second, boolean follows) {}

    private record Place(int document, int sentence) {}

    private final List<List<S>> documents;
    private final List<Place> firsts = new ArrayList<>(); // sentences with another one after them
    private final int[] startOf; // (document) -> sentences before it
    private final int sentences;
    private final long seed;

    /// @param documents sentences in their order; documents without any are allowed
    /// @throws BadInputException where fewer than two documents have sentences, or no document has two
    public NextSentences(List<List<S>> documents, long seed) {
        this.documents =
                documents.stream().filter(d -> !d.isEmpty()).map(List::copyOf).toList();
        this.seed = seed;
        if (this.documents.size() < 2) {
            throw new BadInputException("Guessing the next sentence needs at least 2 documents, but the text has "
                    + this.documents.size() + ".");
        }
        startOf = new int[this.documents.size()];
        int total = 0;
        for (int d = 0; d < startOf.length; d++) {
            startOf[d] = total;
            int length = this.documents.get(d).size();
            total += length;
            for (int s = 0; s + 1 < length; s++) {
                firsts.add(new Place(d, s));
            }
        }
        sentences = total;
        if (firsts.isEmpty()) {
            throw new BadInputException("Guessing the next sentence needs a document of at least 2 sentences.");
        }
    }

    /// How many examples there are: one for each sentence that has a next one.
    public int size() {
        return firsts.size();
    }

    /// @param example 0 to `size` - 1
    /// @param epoch another one draws anew
    public Pair<S> pair(int example, long epoch) {
        Place place = firsts.get(example);
        List<S> document = documents.get(place.document);
        S first = document.get(place.sentence);
        if (SplitMix64.uniform(seed, epoch, example, FOLLOWS) < 0.5) {
            return new Pair<>(first, document.get(place.sentence + 1), true);
        }
        double chance = SplitMix64.uniform(seed, epoch, example, OTHER);
        int drawn = (int) (chance * (sentences - document.size()));
        return new Pair<>(first, sentence(drawn < startOf[place.document] ? drawn : drawn + document.size()), false);
    }

    private S sentence(int number) {
        int at = java.util.Arrays.binarySearch(startOf, number);
        int document = at >= 0 ? at : -at - 2;
        return documents.get(document).get(number - startOf[document]);
    }
}
