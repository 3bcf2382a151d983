package glassformer.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// All judgements of one head, and what they come to.
public sealed interface Judgements
        permits ClassJudgements, NumberJudgements, TagJudgements, TextJudgements, TokenJudgements {
    String head();

    /// In the order of the examples, one at least.
    List<? extends Judgement> all();

    /// By name, in a fixed order.
    Map<String, Double> measures();

    /// The measures that can be compared with another model's on the same examples.
    List<Summed> summed();

    /// The worst first.
    default List<Judgement> worst(int most) {
        return all().stream()
                .<Judgement>map(judgement -> judgement)
                .sorted(Comparator.comparingDouble(Judgement::badness).reversed())
                .limit(most)
                .toList();
    }
}
