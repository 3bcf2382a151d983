package glassformer.worker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.jspecify.annotations.Nullable;

/// What a worker is asked about where a run's model puts tokens, places, words and sentences. One question is answered
/// after the other; what was read for one is kept for the next. Progress comes as [WorkerEvents#mapping].
@JsonSegment("maps")
public interface MapService {
    /// Lays out a map and keeps it in the run's folder, under `representations`.
    @JsonRequest
    CompletableFuture<MapReply> map(MapRequest request);

    /// What lies in nearly the same direction as one entry.
    @JsonRequest
    CompletableFuture<NearReply> nearest(NearRequest request);

    /// What lies nearest to a sum such as `king - man + woman`.
    @JsonRequest
    CompletableFuture<NearReply> arithmetic(SumRequest request);

    /// How one entry moves from layer to layer.
    @JsonRequest
    CompletableFuture<PathReply> path(NearRequest request);

    /// Each layer compared with each of another run's, kept in the run's folder.
    @JsonRequest
    CompletableFuture<SimilarityReply> similarity(SimilarityRequest request);

    /// Stops what is being answered; it then fails.
    @JsonRequest
    CompletableFuture<WorkerService.Done> cancel();

    /// @param step  which checkpoint
    /// @param kind  an id of [glassformer.represent.VectorKind]
    /// @param layer negative for the usual one
    record Of(String run, int step, String kind, int layer) {}

    /// @param method an id of [glassformer.represent.MapMethod]
    record MapRequest(Of of, String method, int dimensions) {}

    /// @param layer     the one that is shown
    /// @param layers    how many there are, the embedding included
    /// @param names     of all vectors, the most frequent first // (N)
    /// @param groups    the names of classes
    /// @param group     which of them each entry belongs to, -1 for none // (N)
    /// @param counts    how often each occurs // (N)
    /// @param places    where the first `M` lie; float32, little-endian, row-major, in Base64 // (M, dimensions)
    /// @param explained each axis's part of the variance; empty for t-SNE
    /// @param folder    where the map is kept
    record MapReply(
            int layer,
            int layers,
            List<String> names,
            List<String> groups,
            List<Integer> group,
            List<Long> counts,
            int dimensions,
            String places,
            List<Double> explained,
            String folder) {}

    record NearRequest(Of of, String name, int count) {}

    record SumRequest(Of of, String sum, int count) {}

    /// @param name as the map writes it
    record NearReply(String name, List<Near> near) {}

    record Near(int index, String name, double cosine) {}

    /// @param steps     one a layer
    /// @param explained of the variance in all layers together, by each of the two axes
    /// @param crowd     where frequent entries lie in each layer, one layer after the other, as [MapReply#places]
    ///                  // (layers crowded, 2)
    /// @param crowded   how many entries that are
    record PathReply(String name, List<Step> steps, List<Double> explained, String crowd, int crowded) {}

    /// @see glassformer.represent.WordPath.Step
    record Step(int layer, double x, double y, double length, double cosine, List<Near> near) {}

    /// @param otherStep the other run's checkpoint; its result where null
    record SimilarityRequest(
            String run, int step, String other, @Nullable Integer otherStep) {}

    /// @param cka float32, little-endian, row-major, in Base64 // (rows, columns)
    record SimilarityReply(int texts, int otherStep, int rows, int columns, String cka, String folder) {}
}
