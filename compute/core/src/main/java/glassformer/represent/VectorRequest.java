package glassformer.represent;

import glassformer.BadInputException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Which of a model's vectors are wanted.
///
/// @param file  texts to read in place of the run's; null for the run's
/// @param texts how many are read at most
/// @param limit how many vectors at most
public record VectorRequest(VectorKind kind, @Nullable Path file, int texts, int limit) {
    public static final int USUAL_TEXTS = 1_000;
    private static final int MOST_TEXTS = 40_000;

    public VectorRequest {
        if (texts < 1 || texts > MOST_TEXTS) {
            throw new BadInputException(
                    "The number of texts is " + texts + ", but must be from 1 to " + MOST_TEXTS + ".");
        }
        if (limit < 1 || limit > VectorKind.MOST) {
            throw new BadInputException(
                    "The number of vectors is " + limit + ", but must be from 1 to " + VectorKind.MOST + ".");
        }
    }

    public static VectorRequest usual(VectorKind kind) {
        return new VectorRequest(kind, null, USUAL_TEXTS, kind.usual());
    }
}
