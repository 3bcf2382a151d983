package glassformer.ui.data;

import glassformer.text.Corpus;
import java.nio.file.Path;

/// Finds the text that a lab's `data.source` names, as [glassformer.text.Corpora#resolve(String, Path)] does.
@FunctionalInterface
public interface CorpusFinder {
    /// @throws glassformer.BadInputException where there is no such text
    Corpus find(String source, Path folder);
}
