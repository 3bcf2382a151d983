package glassformer.ui.replay;

import glassformer.replay.Frame;
import glassformer.replay.HeadCurve;
import glassformer.replay.HeadHistory;
import glassformer.replay.Replay;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run that is being replayed. Reads from disk, so call in the background, from any thread.
final class OpenReplay {
    private final Replay replay;
    private final HeadHistory history;

    private OpenReplay(Replay replay) {
        this.replay = replay;
        this.history = new HeadHistory(replay);
    }

    static OpenReplay of(Path run) {
        return new OpenReplay(Replay.open(run));
    }

    synchronized RunFacts facts() {
        return RunFacts.of(replay);
    }

    /// What is known of it now.
    synchronized RunFacts refreshed() {
        replay.refresh();
        return facts();
    }

    /// At a step or the last evaluation before it; null before the first.
    synchronized @Nullable RunFrame frame(int step) {
        Integer nearest = replay.nearest(step).orElse(null);
        if (nearest == null) return null;
        Frame frame = replay.frame(nearest);
        return RunFrame.of(step, frame);
    }

    /// Reads one evaluation's scores more; false where all are known.
    synchronized boolean advance() {
        return history.advance();
    }

    synchronized List<HeadCurve> curves() {
        return history.curves();
    }
}
