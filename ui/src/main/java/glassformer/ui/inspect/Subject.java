package glassformer.ui.inspect;

import java.nio.file.Path;

/// What can be asked about in the worker: a text and the checkpoint that reads it.
///
/// @param step the checkpoint's
public record Subject(Path run, int step, String text) {}
