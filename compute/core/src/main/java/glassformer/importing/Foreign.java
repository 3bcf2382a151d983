package glassformer.importing;

import glassformer.text.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Something that was opened to be imported, with all that can be refused refused.
interface Foreign extends AutoCloseable {
    /// What there is to tell before any work.
    ///
    /// @param family     of its model; empty where it has none
    /// @param parameters 0 where it has no model
    /// @param vocabulary 0 where it has no model
    record Facts(String family, long parameters, int vocabulary, List<String> heads, long bytes, List<String> notes) {}

    ImportKind kind();

    /// For a person, and for the folder that is made.
    String name();

    Facts facts();

    /// Writes a run.
    ///
    /// @param folder empty
    /// @param target what the folder will be called, for what has to be known in it
    void write(Path folder, Path target, Progress progress) throws IOException;

    @Override
    void close();
}
