package glassformer.ui.data;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Translates texts there and back.
@FunctionalInterface
public interface RoundTrip {
    /// @param there a run that was trained to translate
    /// @param back  a run that translates back
    CompletableFuture<List<String>> translate(Path there, Path back, List<String> texts);
}
