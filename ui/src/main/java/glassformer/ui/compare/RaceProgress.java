package glassformer.ui.compare;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a race is.
///
/// @param number    of the run in progress, from 1; 0 where none is
/// @param runs      of all
/// @param ended     those that finished or failed
/// @param failed    those that failed
/// @param share     of all steps, from 0 to 1
/// @param runShare  of the steps of the run in progress, from 0 to 1
/// @param remaining at the pace of this session's steps; null before there is one
record RaceProgress(
        int number,
        int runs,
        int ended,
        int failed,
        double share,
        double runShare,
        @Nullable Duration remaining) {
    static final RaceProgress NONE = new RaceProgress(0, 0, 0, 0, 0, 0, null);
}
