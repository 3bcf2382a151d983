package glassformer.ui.compare;

import glassformer.run.ComparedRun;
import glassformer.run.RunComparison;
import glassformer.ui.train.RunCurves;
import java.util.List;
import java.util.Optional;

/// Runs side by side as the page shows them.
///
/// @param labels of the runs, in their order
/// @param curves of the runs, in their order; they grow while a run goes on
record ShownComparison(RunComparison comparison, List<String> labels, List<RunCurves> curves) {
    static final ShownComparison NONE = new ShownComparison(RunComparison.of(List.of()), List.of(), List.of());

    ShownComparison {
        labels = List.copyOf(labels);
        curves = List.copyOf(curves);
    }

    static ShownComparison of(List<FollowedRun> followed, RunLabels texts) {
        List<FollowedRun> known =
                followed.stream().filter(one -> one.run() != null).toList();
        List<ComparedRun> runs = known.stream()
                .flatMap(one -> Optional.ofNullable(one.run()).stream())
                .toList();
        RunComparison comparison = RunComparison.of(runs);
        return new ShownComparison(
                comparison,
                texts.of(comparison),
                known.stream().map(FollowedRun::curves).toList());
    }

    boolean isEmpty() {
        return labels.isEmpty();
    }
}
