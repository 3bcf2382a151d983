package glassformer.worker;

import glassformer.blueprint.Named;
import glassformer.engine.Engines;
import glassformer.numerics.LazyNumerics;
import glassformer.numerics.Matrix;
import glassformer.numerics.Numerics;
import glassformer.represent.Arithmetic;
import glassformer.represent.Entry;
import glassformer.represent.Layout;
import glassformer.represent.MapMethod;
import glassformer.represent.ModelVectors;
import glassformer.represent.Representation;
import glassformer.represent.RepresentationFiles;
import glassformer.represent.RunVectors;
import glassformer.represent.Similarity;
import glassformer.represent.SourceText;
import glassformer.represent.Space;
import glassformer.represent.VectorKind;
import glassformer.represent.VectorRequest;
import glassformer.represent.WordPath;
import glassformer.text.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers what is asked about vectors, on a thread of its own. The model and the vectors of the last question are
// kept.
final class LocalMaps implements MapService {
    private static final long REPORT_NANOS = 100_000_000L;

    private final Engines engines;
    private final Supplier<WorkerEvents> events;
    private final Numerics numerics = new LazyNumerics();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("maps").daemon().factory());
    private @Nullable Opened opened;
    private @Nullable Read read;

    private record Opened(String run, int step, RunVectors vectors) {}

    private record Read(String run, int step, VectorKind kind, ModelVectors vectors) {}

    LocalMaps(Engines engines, Supplier<WorkerEvents> events) {
        this.engines = engines;
        this.events = events;
    }

    @Override
    public CompletableFuture<MapReply> map(MapRequest request) {
        return on(progress -> {
            Of of = request.of();
            ModelVectors vectors = vectors(of, false, progress.of("Reading the texts"));
            int layer = layer(of, vectors);
            Space space = vectors.at(layer);
            MapMethod method = Named.of(MapMethod.class, request.method());
            Layout layout = Layout.of(space, method, request.dimensions(), numerics, progress.of("Laying out the map"));
            Representation map = new Representation(of.step(), kind(of), layer, vectors.layers(), space, layout);
            Path folder = folder(of.run(), map.name());
            RepresentationFiles.write(map, folder);
            return reply(map, folder);
        });
    }

    private static MapReply reply(Representation map, Path folder) {
        List<Entry> entries = map.space().entries();
        List<String> groups = entries.stream()
                .map(Entry::group)
                .filter(group -> !group.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return new MapReply(
                map.layer(),
                map.layers(),
                entries.stream().map(Entry::name).toList(),
                groups,
                entries.stream().map(entry -> groups.indexOf(entry.group())).toList(),
                entries.stream().map(Entry::count).toList(),
                map.layout().dimensions(),
                base64(map.layout().places()),
                Arrays.stream(map.layout().explained()).boxed().toList(),
                folder.toString());
    }

    @Override
    public CompletableFuture<NearReply> nearest(NearRequest request) {
        return on(progress -> {
            Space space = space(request.of(), progress);
            int index = space.find(request.name());
            return new NearReply(space.entries().get(index).name(), near(space.nearest(index, request.count())));
        });
    }

    @Override
    public CompletableFuture<NearReply> arithmetic(SumRequest request) {
        return on(progress -> {
            Arithmetic sum = Arithmetic.parse(request.sum());
            return new NearReply(
                    request.sum().strip(), near(sum.nearest(space(request.of(), progress), request.count())));
        });
    }

    private Space space(Of of, Told progress) {
        ModelVectors vectors = vectors(of, false, progress.of("Reading the texts"));
        return vectors.at(layer(of, vectors));
    }

    @Override
    public CompletableFuture<PathReply> path(NearRequest request) {
        return on(progress -> {
            ModelVectors vectors = vectors(request.of(), true, progress.of("Reading the texts"));
            WordPath path = WordPath.of(vectors, request.name(), request.count(), numerics);
            return new PathReply(
                    path.name(),
                    path.steps().stream()
                            .map(step -> new Step(
                                    step.layer(),
                                    step.x(),
                                    step.y(),
                                    step.length(),
                                    step.cosine(),
                                    near(step.neighbours())))
                            .toList(),
                    Arrays.stream(path.explained()).boxed().toList(),
                    base64(path.crowd()),
                    path.crowded());
        });
    }

    @Override
    public CompletableFuture<SimilarityReply> similarity(SimilarityRequest request) {
        return on(progress -> {
            RunVectors one = open(request.run(), request.step());
            List<SourceText> texts = one.texts(null, VectorRequest.USUAL_TEXTS);
            ModelVectors own = sentences(one, texts, progress.of("Reading with the one model"));
            try (RunVectors other = RunVectors.open(Path.of(request.other()), request.otherStep(), engines, "auto")) {
                ModelVectors others = sentences(other, texts, progress.of("Reading with the other model"));
                Similarity found = Similarity.of(own, others, numerics);
                int step = other.model().step();
                Path folder = folder(request.run(), Similarity.name(Path.of(request.other()), step, request.step()));
                RepresentationFiles.write(found, request.run(), request.other(), folder);
                Matrix cka = found.cka();
                return new SimilarityReply(
                        found.texts(), step, cka.rows(), cka.columns(), base64(cka), folder.toString());
            }
        });
    }

    private static ModelVectors sentences(RunVectors of, List<SourceText> texts, Progress progress) {
        return of.of(VectorKind.SENTENCES, texts, VectorKind.MOST, true, progress);
    }

    @Override
    public CompletableFuture<WorkerService.Done> cancel() {
        cancelled.incrementAndGet();
        return CompletableFuture.completedFuture(new WorkerService.Done());
    }

    /// Stops what goes on and lets the model go.
    void close() {
        cancelled.incrementAndGet();
        thread.execute(() -> {
            if (opened != null) {
                opened.vectors().close();
            }
        });
        thread.shutdown();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RunVectors open(String run, int step) {
        Opened now = opened;
        if (now != null && now.run().equals(run) && now.step() == step) {
            return now.vectors();
        }
        if (now != null) {
            now.vectors().close();
            opened = null;
        }
        RunVectors vectors = RunVectors.open(Path.of(run), step, engines, "auto");
        opened = new Opened(run, step, vectors);
        return vectors;
    }

    /// @param path whether all layers are needed
    private ModelVectors vectors(Of of, boolean path, Progress progress) {
        VectorKind kind = kind(of);
        boolean through = path || of.layer() > 0;
        Read now = read;
        if (now != null
                && now.run().equals(of.run())
                && now.step() == of.step()
                && now.kind() == kind
                && (now.vectors().wasRead() || !through || kind == VectorKind.POSITIONS)) {
            return now.vectors();
        }
        ModelVectors vectors = open(of.run(), of.step()).of(VectorRequest.usual(kind), through, progress);
        read = new Read(of.run(), of.step(), kind, vectors);
        return vectors;
    }

    private static VectorKind kind(Of of) {
        return Named.of(VectorKind.class, of.kind());
    }

    private static int layer(Of of, ModelVectors vectors) {
        if (of.layer() >= 0) {
            return of.layer();
        }
        return switch (kind(of)) {
            case TOKENS, POSITIONS -> 0;
            case WORDS, SENTENCES -> vectors.layers() - 1;
        };
    }

    private static Path folder(String run, String name) {
        return RepresentationFiles.folder(Path.of(run)).resolve(name);
    }

    private static List<Near> near(List<Space.Neighbour> found) {
        return found.stream()
                .map(one -> new Near(one.index(), one.name(), one.cosine()))
                .toList();
    }

    private static String base64(Matrix matrix) {
        float[] values = new float[matrix.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) matrix.values()[i];
        }
        return Models.base64(values);
    }

    private interface Work<T> {
        T with(Told progress);
    }

    private <T> CompletableFuture<T> on(Work<T> work) {
        int mine = cancelled.get();
        return CompletableFuture.supplyAsync(() -> work.with(new Told(mine)), thread);
    }

    /// Tells how far a question's parts are, not too often, since that would crowd the pipe.
    private final class Told {
        private final int question;
        private long at;

        Told(int question) {
            this.question = question;
        }

        Progress of(String sentence) {
            return new Progress() {
                @Override
                public void report(double fraction) {
                    long now = System.nanoTime();
                    if (now - at > REPORT_NANOS) {
                        at = now;
                        events.get().mapping(new WorkerEvents.Phase("", sentence, fraction));
                    }
                }

                @Override
                public boolean cancelled() {
                    return cancelled.get() != question;
                }
            };
        }
    }
}
