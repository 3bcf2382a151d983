package glassformer.ui.compare;

import glassformer.run.Lab;
import glassformer.run.RaceEntry;
import java.util.List;

/// The runs that a form asks for.
///
/// @param problem why they cannot be trained, in a sentence; empty where they can
record RacePlan(Lab lab, List<RaceEntry> entries, String problem) {
    RacePlan {
        entries = List.copyOf(entries);
    }

    static RacePlan broken(Lab lab, String problem) {
        return new RacePlan(lab, List.of(), problem);
    }

    boolean canStart() {
        return problem.isEmpty() && entries.size() > 1;
    }
}
