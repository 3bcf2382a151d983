package glassformer.ui.worker;

import glassformer.worker.MapService;
import glassformer.worker.WorkerService.Done;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Answers about maps at once: twelve words of two classes on a circle, of a model with three layers.
final class FakeMaps implements MapService {
    static final List<String> WORDS =
            List.of("cat", "dog", "horse", "cow", "sheep", "goat", "oak", "pine", "birch", "elm", "ash", "willow");

    private final BiFunction<Object, Object, CompletableFuture<?>> answering;

    /// @param answering from a request and its answer to what is given back
    FakeMaps(BiFunction<Object, Object, CompletableFuture<?>> answering) {
        this.answering = answering;
    }

    @SuppressWarnings("unchecked")
    private <T> CompletableFuture<T> answer(Object request, T answer) {
        return (CompletableFuture<T>) answering.apply(request, answer);
    }

    @Override
    public CompletableFuture<MapReply> map(MapRequest request) {
        int dimensions = request.dimensions();
        float[] places = new float[WORDS.size() * dimensions];
        for (int i = 0; i < WORDS.size(); i++) {
            places[i * dimensions] = (float) Math.cos(i * Math.PI / 6);
            places[i * dimensions + 1] = (float) Math.sin(i * Math.PI / 6);
        }
        int layer = request.of().layer() < 0 ? 2 : request.of().layer();
        return answer(
                request,
                new MapReply(
                        layer,
                        3,
                        WORDS,
                        request.of().kind().equals("tokens") ? List.of("word", "part") : List.of("animal", "tree"),
                        IntStream.range(0, WORDS.size()).mapToObj(i -> i / 6).toList(),
                        IntStream.range(0, WORDS.size()).mapToObj(i -> 100L - i).toList(),
                        dimensions,
                        base64(places),
                        request.method().equals("pca") ? List.of(0.5, 0.25) : List.of(),
                        "runs/demo/representations/map"));
    }

    @Override
    public CompletableFuture<NearReply> nearest(NearRequest request) {
        return answer(request, new NearReply(request.name(), near()));
    }

    @Override
    public CompletableFuture<NearReply> arithmetic(SumRequest request) {
        return answer(request, new NearReply(request.sum(), near()));
    }

    private static List<Near> near() {
        return List.of(new Near(1, "dog", 0.9), new Near(2, "horse", 0.8), new Near(3, "cow", 0.4));
    }

    @Override
    public CompletableFuture<PathReply> path(NearRequest request) {
        List<Step> steps = IntStream.range(0, 3)
                .mapToObj(layer -> new Step(layer, layer, layer * layer, 1 + layer, 0.5, near()))
                .toList();
        float[] crowd = new float[2 * 3 * WORDS.size()];
        for (int i = 0; i < crowd.length; i++) {
            crowd[i] = (float) Math.sin(i);
        }
        return answer(request, new PathReply(request.name(), steps, List.of(0.6, 0.2), base64(crowd), WORDS.size()));
    }

    @Override
    public CompletableFuture<SimilarityReply> similarity(SimilarityRequest request) {
        float[] cka = {1, 0.5f, 0.2f, 0.6f, 0.9f, 0.4f, 0.1f, 0.3f, 0.8f};
        return answer(request, new SimilarityReply(50, 20, 3, 3, base64(cka), "runs/demo/representations/cka"));
    }

    @Override
    public CompletableFuture<Done> cancel() {
        return answer("cancelMap", new Done());
    }

    private static String base64(float[] values) {
        return Base64.getEncoder().encodeToString(Patterns.bytes(values));
    }
}
