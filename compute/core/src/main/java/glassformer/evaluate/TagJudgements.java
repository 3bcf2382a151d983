package glassformer.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Of a head that says a tag of each word.
///
/// @param labels of the head's tags
public record TagJudgements(String head, List<String> labels, List<Judgement.OfTags> all) implements Judgements {
    public TagJudgements {
        labels = List.copyOf(labels);
        all = List.copyOf(all);
        Measures.checkPairs(all.size(), all.size(), "texts");
    }

    /// Of words.
    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(
                all.stream().flatMap(one -> one.truth().stream()).toList(),
                all.stream().flatMap(one -> one.said().stream()).toList());
    }

    /// The texts in which a word of one tag was given another, or its own.
    public List<Judgement.OfTags> of(String truth, String answer) {
        return all.stream().filter(one -> has(one, truth, answer)).toList();
    }

    private static boolean has(Judgement.OfTags one, String truth, String answer) {
        for (int i = 0; i < one.truth().size(); i++) {
            if (one.truth().get(i).equals(truth) && one.said().get(i).equals(answer)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the tags mark entities.
    public boolean marksEntities() {
        return BioSpans.fits(labels);
    }

    /// Of each type and, last, of all; empty where tags mark none.
    public List<ClassScores> entities() {
        return marksEntities()
                ? BioSpans.scores(
                        all.stream().map(Judgement.OfTags::truth).toList(),
                        all.stream().map(Judgement.OfTags::said).toList())
                : List.of();
    }

    @Override
    public Map<String, Double> measures() {
        ConfusionMatrix confusion = confusion();
        Map<String, Double> measures = new LinkedHashMap<>(confusion.measures("tokenAccuracy"));
        measures.put("weightedF1", confusion.weighted().f1());
        if (marksEntities()) {
            ClassScores entities = entities().getLast();
            measures.put("entityPrecision", entities.precision());
            measures.put("entityRecall", entities.recall());
            measures.put("entityF1", entities.f1());
        }
        return measures;
    }

    @Override
    public List<Summed> summed() {
        double[][] words = all.stream()
                .map(one -> new double[] {one.right(), one.truth().size()})
                .toArray(double[][]::new);
        Summed accuracy = new Summed("tokenAccuracy", words, sums -> sums[0] / sums[1], true);
        return marksEntities() ? List.of(accuracy, entityF1()) : List.of(accuracy);
    }

    private Summed entityF1() {
        double[][] rows = all.stream()
                .map(one -> BioSpans.counts(BioSpans.of(one.truth()), BioSpans.of(one.said())))
                .map(counts -> new double[] {counts[0], counts[1], counts[2]})
                .toArray(double[][]::new);
        return new Summed(
                "entityF1", rows, sums -> sums[1] + sums[2] == 0 ? 0 : 2 * sums[0] / (sums[1] + sums[2]), true);
    }
}
