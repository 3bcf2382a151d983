package glassformer.ui.lab;

import glassformer.run.RunStatus;
import java.nio.file.Path;

/// A run in the runs folder.
///
/// @param lab the name of the lab that it ran
public record RunEntry(Path folder, String lab, RunStatus status) {}
