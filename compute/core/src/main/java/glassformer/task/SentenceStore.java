package glassformer.task;

import glassformer.text.TokenStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The sentences of documents as token ids on disk, of which only the places are in memory.
final class SentenceStore implements AutoCloseable {
    /// Where a sentence lies.
    record Place(long start, int length) {}

    private final TokenStore ids;
    private final List<List<Place>> documents = new ArrayList<>();

    SentenceStore(Path folder, int vocabSize) {
        ids = TokenStore.create(folder, vocabSize);
    }

    /// A document; sentences without tokens are left out.
    void add(List<int[]> sentences) {
        List<Place> places = new ArrayList<>();
        for (int[] sentence : sentences) {
            if (sentence.length > 0) {
                places.add(new Place(ids.size(), sentence.length));
                ids.append(sentence);
            }
        }
        if (!places.isEmpty()) {
            documents.add(places);
        }
    }

    /// Those with sentences.
    List<List<Place>> documents() {
        return Collections.unmodifiableList(documents);
    }

    int[] read(Place place) {
        int[] sentence = new int[place.length()];
        ids.read(place.start(), sentence, 0, sentence.length);
        return sentence;
    }

    /// How often each token comes among the first `most`.
    long[] counts(int vocabSize, int most) {
        int[] first = new int[(int) Math.min(ids.size(), most)];
        ids.read(0, first, 0, first.length);
        long[] counts = new long[vocabSize];
        for (int id : first) {
            counts[id]++;
        }
        return counts;
    }

    @Override
    public void close() {
        ids.close();
    }
}
