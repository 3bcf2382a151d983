package glassformer.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Of a model that turns texts into others.
public record TextJudgements(String head, List<Judgement.OfText> all) implements Judgements {
    public TextJudgements {
        all = List.copyOf(all);
        Measures.checkPairs(all.size(), all.size(), "examples");
    }

    /// How BLEU sees words here.
    public WordTokenization tokenization() {
        return WordTokenization.suiting(references());
    }

    /// With sacrebleu's default smoothing.
    public Bleu bleu() {
        WordTokenization tokenization = tokenization();
        return Bleu.corpus(
                hypotheses().stream().map(tokenization::words).toList(),
                references().stream().map(tokenization::words).toList(),
                Bleu.Smoothing.EXPONENTIAL);
    }

    private List<String> references() {
        return all.stream().map(Judgement.OfText::expected).toList();
    }

    private List<String> hypotheses() {
        return all.stream().map(Judgement.OfText::answer).toList();
    }

    @Override
    public Map<String, Double> measures() {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("exactMatch", Measures.exactMatch(references(), hypotheses()));
        measures.put("bleu", bleu().score());
        measures.put("chrf", Chrf.corpus(hypotheses(), references()));
        measures.put(
                "rougeL",
                all.stream()
                        .mapToDouble(one -> RougeL.of(one.answer(), one.expected()))
                        .average()
                        .orElseThrow());
        return measures;
    }

    @Override
    public List<Summed> summed() {
        WordTokenization tokenization = tokenization();
        double[] exact = all.stream().mapToDouble(one -> one.isRight() ? 1 : 0).toArray();
        double[] rouge = all.stream()
                .mapToDouble(one -> RougeL.of(one.answer(), one.expected()))
                .toArray();
        double[][] grams = all.stream()
                .map(one -> Bleu.counts(tokenization.words(one.answer()), tokenization.words(one.expected())))
                .toArray(double[][]::new);
        double[][] characters = all.stream()
                .map(one -> Chrf.counts(one.answer(), one.expected()))
                .toArray(double[][]::new);
        return List.of(
                Summed.mean("exactMatch", exact, true),
                new Summed(
                        "bleu",
                        grams,
                        sums -> Bleu.of(sums, Bleu.Smoothing.EXPONENTIAL).score(),
                        true),
                new Summed("chrf", characters, Chrf::of, true),
                Summed.mean("rougeL", rouge, true));
    }
}
