package glassformer.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one side of a model reads, as values of a graph. Positions and distances are made once.
final class TextNodes {
    private final Graph graph;
    private final String ids;
    private final @Nullable String types;
    private final @Nullable String given;
    private final @Nullable String mask;
    private final @Nullable String past;
    private @Nullable String positions;
    private @Nullable String distances;

    /// @param ids       (B, T)
    /// @param types     (B, T); null where all are 0
    /// @param given     the name of an input with positions `(B, T)`, declared if any layer asks for it; null where
    ///                  they follow from the place
    /// @param mask      (B, P + T), 1 at real tokens; null where nothing is padded
    /// @param past      how many tokens were read before, `P`, without an axis; null for none
    TextNodes(
            Graph graph,
            String ids,
            @Nullable String types,
            @Nullable String given,
            @Nullable String mask,
            @Nullable String past) {
        this.graph = graph;
        this.ids = ids;
        this.types = types;
        this.given = given;
        this.mask = mask;
        this.past = past;
    }

    String ids() {
        return ids;
    }

    @Nullable
    String types() {
        return types;
    }

    /// `T`, without an axis.
    private String length() {
        String shape = graph.node("Shape", ids);
        return graph.node("Gather", shape, graph.scalar(1L));
    }

    private String end() {
        return past == null ? length() : graph.node("Add", past, length());
    }

    private String range(String from, String to) {
        return graph.node("Range", from, to, graph.scalar(1L));
    }

    private String start() {
        return past == null ? graph.scalar(0L) : past;
    }

    /// Whole numbers, `(B, T)` or `(1, T)`.
    String positions() {
        if (positions == null) {
            positions = given == null
                    ? graph.node("Unsqueeze", range(start(), end()), graph.vector(0))
                    : graph.input(given, ElementType.INT64, "batch_size", "sequence_length");
        }
        return positions;
    }

    /// How far each key lies before each query, whole numbers `(T, P + T)`.
    String distances() {
        if (distances == null) {
            String queries = graph.node("Unsqueeze", range(start(), end()), graph.vector(1)); // (T, 1)
            distances = graph.node("Sub", queries, range(graph.scalar(0L), end()));
        }
        return distances;
    }

    /// Which keys are real, truth values `(B, 1, 1, P + T)`.
    @Nullable
    String realKeys() {
        if (mask == null) {
            return null;
        }
        String real = graph.node("Cast", List.of(mask), Attribute.whole("to", ElementType.BOOL.number()));
        return graph.node("Unsqueeze", real, graph.vector(1, 2));
    }

    /// Which of the tokens read now are real, whole numbers `(B, T)`.
    @Nullable
    String real() {
        if (mask == null || past == null) {
            return mask;
        }
        String from = graph.node("Unsqueeze", past, graph.vector(0));
        return graph.node("Slice", mask, from, graph.vector(Long.MAX_VALUE), graph.vector(1));
    }
}
