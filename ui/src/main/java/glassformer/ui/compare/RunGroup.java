package glassformer.ui.compare;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs that stand together in the list: those of a race, or a run that is alone.
///
/// @param race its folder; null for a run alone
record RunGroup(@Nullable Path race, String title, List<RunChoice> runs) {
    RunGroup {
        runs = List.copyOf(runs);
    }

    static RunGroup alone(RunChoice run) {
        return new RunGroup(null, run.title(), List.of(run));
    }

    List<Path> folders() {
        return runs.stream().map(RunChoice::folder).toList();
    }
}
