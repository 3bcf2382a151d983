package glassformer.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One update's micro-batches divided among replicas so that the mean of all parts' losses is the mean of the
/// micro-batches': whole micro-batches where their number allows it, else some texts of each.
///
/// @param parts of each replica in order; the first has one at least, others may have none
/// @param total how many parts there are
record Division(List<List<Part>> parts, int total) {
    /// What one replica computes at once.
    ///
    /// @param number of all parts, from 0
    /// @param shares by which each head's loss in this part counts in the mean of the head's losses
    record Part(int number, Batch batch, Map<String, Double> shares) {}

    static Division of(List<Batch> microBatches, int replicas) {
        List<List<Part>> parts = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            parts.add(new ArrayList<>());
        }
        boolean whole = microBatches.size() % replicas == 0;
        int total = 0;
        for (Batch batch : microBatches) {
            total += whole ? 1 : Math.min(replicas, batch.size());
        }
        int number = 0;
        for (Batch batch : microBatches) {
            double scale = (double) total / microBatches.size();
            List<Batch> pieces = whole ? List.of(batch) : batch.pieces(Math.min(replicas, batch.size()), scale);
            for (Batch piece : pieces) {
                parts.get(number % replicas).add(new Part(number, piece, shares(piece, batch, scale)));
                number++;
            }
        }
        return new Division(parts, total);
    }

    private static Map<String, Double> shares(Batch piece, Batch whole, double scale) {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int i = 0; i < whole.labels().size(); i++) {
            int count = whole.labels().get(i).count();
            double share = count == 0 ? 1 : (double) piece.labels().get(i).count() / count;
            shares.put(whole.labels().get(i).head(), scale * share);
        }
        return shares;
    }

    /// How many parts the busiest replica has.
    int rounds() {
        return parts.stream().mapToInt(List::size).max().orElse(0);
    }

    /// @param losses of each replica's parts, in order
    Evaluation mean(List<List<Evaluation>> losses) {
        double loss = 0;
        Map<String, Double> byHead = new LinkedHashMap<>();
        for (int replica = 0; replica < parts.size(); replica++) {
            for (int i = 0; i < parts.get(replica).size(); i++) {
                Part part = parts.get(replica).get(i);
                Evaluation found = losses.get(replica).get(i);
                loss += found.loss() / total;
                found.byHead()
                        .forEach((head, value) ->
                                byHead.merge(head, value * part.shares().getOrDefault(head, 1.0) / total, Double::sum));
            }
        }
        return new Evaluation(loss, byHead);
    }
}
