package glassformer.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A run on disk, live or finished. Every method reads anew.
public record RunFolder(Path root) {
    /// Makes the folder.
    ///
    /// @throws glassformer.BadInputException where it exists and is not empty
    public static RunFolder create(Path root) {
        throw new UnsupportedOperationException(root.toString());
    }

    public Lab lab() {
        throw new UnsupportedOperationException();
    }

    public RunStatus status() {
        throw new UnsupportedOperationException();
    }

    public List<Metric> metrics() {
        throw new UnsupportedOperationException();
    }

    public List<Sample> samples() {
        throw new UnsupportedOperationException();
    }

    public List<Integer> attentionSteps() {
        throw new UnsupportedOperationException();
    }

    public AttentionProbe attention(int step) {
        throw new UnsupportedOperationException("" + step);
    }

    public List<Integer> checkpointSteps() {
        throw new UnsupportedOperationException();
    }

    public Checkpoint checkpoint(int step) {
        throw new UnsupportedOperationException("" + step);
    }

    /// The newest checkpoint that validates.
    public Optional<Checkpoint> latestCheckpoint() {
        throw new UnsupportedOperationException();
    }
}
