package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.evaluate.Highest;
import glassformer.text.SpecialTokens;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How many hidden tokens are guessed, beside how many always saying the most frequent one would guess.
///
/// @param batches whose hidden tokens are to be guessed
/// @param guess   the token that is most frequent in training
record MaskedGuesses(List<Batch> batches, int guess) {
    private static final String HEAD = new HeadSpec.MaskedTokens().name();

    /// @param counts (V) how often each token comes in training; special ones are never hidden and do not count
    static MaskedGuesses of(List<Batch> batches, long[] counts, SpecialTokens specials) {
        boolean[] special = new boolean[counts.length];
        specials.ids().forEach(id -> special[id] = true);
        int frequent = -1;
        for (int id = 0; id < counts.length; id++) {
            if (!special[id] && (frequent < 0 || counts[id] > counts[frequent])) {
                frequent = id;
            }
        }
        return new MaskedGuesses(batches, frequent);
    }

    Map<String, Double> measures(ModelSession session) {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("maskedAccuracy", accuracy(session));
        measures.put("mostFrequentRate", mostFrequentRate());
        return measures;
    }

    private double accuracy(ModelSession session) {
        long right = 0;
        long all = 0;
        for (Batch batch : batches) {
            int[] labels = labels(batch);
            Tensor scores = session.logits(batch.input(), null, HEAD); // (B, T, V)
            int size = scores.shape().getLast();
            for (int place = 0; place < labels.length; place++) {
                if (labels[place] != Labels.IGNORED) {
                    all++;
                    right += Highest.of(scores.values(), place, size) == labels[place] ? 1 : 0;
                }
            }
        }
        return (double) right / all;
    }

    private double mostFrequentRate() {
        long right = 0;
        long all = 0;
        for (Batch batch : batches) {
            int[] labels = labels(batch);
            all += Arrays.stream(labels)
                    .filter(label -> label != Labels.IGNORED)
                    .count();
            right += Arrays.stream(labels).filter(label -> label == guess).count();
        }
        return (double) right / all;
    }

    private static int[] labels(Batch batch) {
        return batch.labels().stream()
                .filter(labels -> labels.head().equals(HEAD))
                .map(labels -> ((Labels.Classes) labels).labels())
                .findFirst()
                .orElseThrow();
    }
}
