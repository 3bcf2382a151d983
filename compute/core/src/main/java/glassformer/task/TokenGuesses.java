package glassformer.task;

import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.evaluate.Highest;
import glassformer.evaluate.Judgement;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How well a head guesses the tokens of each text of a batch.
///
/// @param head a head of tokens
public record TokenGuesses(ModelSession session, Tokenizer tokenizer, String head) {
    /// The loss of each text, by the engine.
    public List<Judgement.OfTokens> next(Batch batch) {
        List<Judgement.OfTokens> all = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            Batch one = batch.size() == 1 ? batch : batch.row(row);
            int[] labels = labels(one);
            double loss = session.evaluate(one).byHead().getOrDefault(head, 0.0);
            int count = count(labels);
            all.add(new Judgement.OfTokens(text(batch.input(), row), loss * count, count, bytes(labels), -1));
        }
        return all;
    }

    /// The loss of each text and how many tokens were guessed right, from the scores of the few that are hidden.
    public List<Judgement.OfTokens> hidden(Batch batch) {
        int[] labels = labels(batch);
        Tensor scores = session.logits(batch.input(), null, head); // (B, T, V)
        int size = scores.shape().getLast();
        int length = batch.input().length();
        List<Judgement.OfTokens> all = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            double nats = 0;
            int right = 0;
            for (int place = row * length; place < (row + 1) * length; place++) {
                if (labels[place] != Labels.IGNORED) {
                    nats += loss(scores.values(), place, size, labels[place]);
                    right += Highest.of(scores.values(), place, size) == labels[place] ? 1 : 0;
                }
            }
            int[] own = Arrays.copyOfRange(labels, row * length, (row + 1) * length);
            all.add(new Judgement.OfTokens(text(batch.input(), row), nats, count(own), bytes(own), right));
        }
        return all;
    }

    private int[] labels(Batch batch) {
        return batch.labels().stream()
                .filter(labels -> labels.head().equals(head))
                .map(labels -> ((Labels.Classes) labels).labels())
                .findFirst()
                .orElseThrow();
    }

    private static double loss(float[] scores, int row, int size, int label) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            highest = Math.max(highest, scores[row * size + i]);
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.exp(scores[row * size + i] - highest);
        }
        return highest + Math.log(sum) - scores[row * size + label];
    }

    private String text(Tokens read, int row) {
        int from = row * read.length();
        return tokenizer.decode(Arrays.copyOfRange(read.ids(), from, from + read.lengthOf(row)));
    }

    private static int count(int[] labels) {
        return (int) Arrays.stream(labels).filter(id -> id != Labels.IGNORED).count();
    }

    private long bytes(int[] labels) {
        return Arrays.stream(labels)
                .filter(id -> id != Labels.IGNORED)
                .mapToLong(id -> tokenizer.bytes(id).length)
                .sum();
    }
}
