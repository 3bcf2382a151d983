package glassformer.ui.train;

import glassformer.run.ResumePlan;
import glassformer.run.Resumption;
import glassformer.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What is said about going on with a run.
final class UpkeepTexts {
    private UpkeepTexts() {}

    /// A sentence for each checkpoint that is passed over and each setting that changes.
    static List<String> said(ResumePlan plan, Texts texts) {
        var said = new ArrayList<String>();
        plan.passedOver()
                .forEach(over ->
                        said.add(texts.get("upkeep.passedOver", texts.format().whole(over.step()), over.why())));
        plan.changes()
                .forEach(change -> said.add(texts.get("upkeep.change", change.key(), change.before(), change.after())));
        return said;
    }

    static List<String> with(String first, List<String> others) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }

    static String steps(List<Integer> steps, Texts texts) {
        return steps.stream().map(step -> texts.format().whole(step)).collect(Collectors.joining(", "));
    }

    static String badge(Resumption resumption, Texts texts) {
        return texts.get(resumption.identical() ? "upkeep.identical" : "upkeep.different");
    }

    static String badgeTip(Resumption resumption, Texts texts) {
        String step = texts.format().whole(resumption.step());
        if (resumption.identical()) return texts.get("upkeep.identical.tip", step, resumption.checkpoint());
        String differences = resumption.differences().stream()
                .map(what -> texts.get("upkeep.different." + what))
                .collect(Collectors.joining(", "));
        return texts.get("upkeep.different.tip", step, differences);
    }
}
