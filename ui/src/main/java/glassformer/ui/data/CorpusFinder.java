package glassformer.ui.data;

import glassformer.run.Lab;
import glassformer.text.Corpus;
import java.nio.file.Path;

/// Finds the text that a lab learns from, as [glassformer.task.DataText] does.
@FunctionalInterface
public interface CorpusFinder {
    /// @throws glassformer.BadInputException where there is no such text
    Corpus find(Lab lab, Path folder);
}
