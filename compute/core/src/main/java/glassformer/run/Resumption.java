package glassformer.run;

import java.util.List;

/// How a run went on after a break.
///
/// @param step        of the checkpoint it went on from
/// @param checkpoint  that checkpoint's hash, which covers the hashes of all its files
/// @param differences what is not as it was before: `settings`, `engine`, `device`, `threads`; empty where the run goes
///                    on to the very weights that it would have had without the break
/// @param time        ISO 8601
public record Resumption(int step, String checkpoint, List<String> differences, String time) {
    public Resumption {
        differences = List.copyOf(differences);
    }

    public boolean identical() {
        return differences.isEmpty();
    }
}
