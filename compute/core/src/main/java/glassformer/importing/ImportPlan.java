package glassformer.importing;

import java.nio.file.Path;
import java.util.List;

/// What an import would do, known before any work.
///
/// @param name       of the model or lab
/// @param target     the folder that it would make
/// @param taken      whether something has that name
/// @param family     of the model: `gpt`, `bert`; empty for a lab without a checkpoint
/// @param parameters learned values; 0 for a lab without a checkpoint
/// @param vocabulary tokens that the tokenizer has; 0 for a lab without a checkpoint
/// @param heads      what they are called; none for a trunk
/// @param bytes      that will be written, about
/// @param notes      what a person should know: what is left out, what is rounded
public record ImportPlan(
        ImportKind kind,
        String name,
        Path target,
        boolean taken,
        String family,
        long parameters,
        int vocabulary,
        List<String> heads,
        long bytes,
        List<String> notes) {
    public ImportPlan {
        heads = List.copyOf(heads);
        notes = List.copyOf(notes);
    }
}
