package glassformer.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Of a head that guesses tokens: each next one, or those that were hidden.
///
/// @param hidden whether tokens were hidden; otherwise each next one was guessed
public record TokenJudgements(String head, boolean hidden, List<Judgement.OfTokens> all) implements Judgements {
    public TokenJudgements {
        all = List.copyOf(all);
        Measures.checkPairs(all.size(), all.size(), "stretches of text");
    }

    public long tokens() {
        return all.stream().mapToLong(Judgement.OfTokens::tokens).sum();
    }

    /// Nats a token.
    public double loss() {
        return nats() / tokens();
    }

    private double nats() {
        return all.stream().mapToDouble(Judgement.OfTokens::nats).sum();
    }

    @Override
    public Map<String, Double> measures() {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("perplexity", Measures.perplexity(loss()));
        if (hidden) {
            long right = all.stream().mapToLong(Judgement.OfTokens::right).sum();
            measures.put("maskedAccuracy", (double) right / tokens());
        } else {
            long bytes = all.stream().mapToLong(Judgement.OfTokens::bytes).sum();
            measures.put("bitsPerByte", nats() / Math.log(2) / bytes);
        }
        return measures;
    }

    @Override
    public List<Summed> summed() {
        double[][] rows = all.stream()
                .map(one -> new double[] {one.nats(), one.tokens(), one.bytes(), one.right()})
                .toArray(double[][]::new);
        Summed perplexity = new Summed("perplexity", rows, sums -> Measures.perplexity(sums[0] / sums[1]), false);
        return List.of(
                perplexity,
                hidden
                        ? new Summed("maskedAccuracy", rows, sums -> sums[3] / sums[1], true)
                        : new Summed("bitsPerByte", rows, sums -> sums[0] / Math.log(2) / sums[2], false));
    }
}
