package glassformer.ui.compare;

import java.nio.file.Path;

/// A run that can be compared.
///
/// @param title its folder's name, or what its race changes for it
/// @param stage how it stands
/// @param step  updates done
record RunChoice(Path folder, String title, RunStage stage, int step) {}
