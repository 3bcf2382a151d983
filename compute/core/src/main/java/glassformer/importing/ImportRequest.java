package glassformer.importing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What shall be imported, and to where.
///
/// @param source    a file or folder
/// @param runs      the folder in which the run's folder is made where `target` does not tell
/// @param target    the folder to make; null for one in `runs` with the source's name
/// @param overwrite whether an earlier import that has the target's name is replaced
public record ImportRequest(
        Path source, Path runs, @Nullable Path target, boolean overwrite) {}
