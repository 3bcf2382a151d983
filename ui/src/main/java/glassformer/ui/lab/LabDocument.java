package glassformer.ui.lab;

import glassformer.run.Lab;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A lab and where it belongs.
///
/// @param file where it was opened from or last saved to; null for one that has no file yet
/// @param folder what relative data paths are relative to
public record LabDocument(Lab lab, @Nullable Path file, Path folder) {}
