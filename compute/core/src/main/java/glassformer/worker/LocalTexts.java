package glassformer.worker;

import glassformer.generate.BeamOptions;
import glassformer.generate.BeamSearch;
import glassformer.generate.BeamTree;
import glassformer.generate.CacheComparison;
import glassformer.generate.Continuation;
import glassformer.generate.Distribution;
import glassformer.generate.SamplingOptions;
import glassformer.generate.SideBySide;
import glassformer.inspect.Alignment;
import glassformer.inspect.Salience;
import glassformer.inspect.Surprise;
import glassformer.inspect.SurpriseReader;
import glassformer.run.TrainedModel;
import glassformer.text.StreamDecoder;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Answers what is asked of opened models' texts.
///
/// @param thread where models are used
record LocalTexts(Models models, Executor thread) implements TextService {
    /// More than a list shows, so that cuts can be seen.
    private static final int NAMED = 60;

    @Override
    public CompletableFuture<Surprise> surprise(WorkerService.TextRequest request) {
        return on(() -> {
            TrainedModel model = models.model(request.model());
            return new SurpriseReader(model.session(), model.spec(), model.tokenizer()).of(request.text());
        });
    }

    @Override
    public CompletableFuture<NextScores> next(NextRequest request) {
        return on(() -> {
            TrainedModel model = models.model(request.model());
            Tokenizer tokenizer = model.tokenizer();
            try (Continuation text = new Continuation(model.session(), tokenizer, request.prompt())) {
                request.ids().forEach(text::append);
                float[] scores = text.scores();
                List<TokenName> names = Stream.concat(
                                new Distribution(scores, tokenizer.vocabSize())
                                        .likeliest(SamplingOptions.greedy(1), NAMED).stream()
                                                .map(Distribution.Odds::id),
                                request.ids().stream())
                        .distinct()
                        .map(id -> new TokenName(id, tokenizer.token(id)))
                        .toList();
                return new NextScores(Models.base64(scores), text.end(), pieces(request, model), names);
            }
        });
    }

    private static List<String> pieces(NextRequest request, TrainedModel model) {
        StreamDecoder decoder = decoder(model, request.prompt());
        return request.ids().stream().map(decoder::push).toList();
    }

    private static StreamDecoder decoder(TrainedModel model, String prompt) {
        return new StreamDecoder(
                model.tokenizer(),
                prompt.isEmpty() || model.session().blueprint().hasEncoder());
    }

    @Override
    public CompletableFuture<BeamTree> beams(BeamRequest request) {
        return on(() -> {
            BeamOptions options = new BeamOptions(request.beams(), request.lengthPenalty(), request.maxTokens());
            TrainedModel model = models.model(request.model());
            return new BeamSearch(model.session(), model.tokenizer()).search(request.prompt(), options);
        });
    }

    @Override
    public CompletableFuture<CacheComparison> compareCache(WorkerService.GenerateRequest request) {
        return cancellable(request.id(), () -> {
            TrainedModel model = models.model(request.model());
            return CacheComparison.measure(
                    model.session(),
                    model.tokenizer(),
                    request.prompt(),
                    Models.options(request),
                    () -> !models.isWanted(request.id()));
        });
    }

    @Override
    public CompletableFuture<Beside> sideBySide(BesideRequest request) {
        WorkerService.GenerateRequest how = request.how();
        return cancellable(how.id(), () -> {
            List<TrainedModel> both =
                    request.models().stream().map(models::model).toList();
            List<StreamDecoder> decoders =
                    both.stream().map(model -> decoder(model, how.prompt())).toList();
            List<StringBuilder> texts =
                    both.stream().map(model -> new StringBuilder()).toList();
            int[] counts = new int[both.size()];
            new SideBySide(both.stream()
                            .map(model -> new SideBySide.Side(model.session(), model.tokenizer()))
                            .toList())
                    .generate(
                            how.prompt(),
                            Models.options(how),
                            (side, choice) -> {
                                String piece = decoders.get(side).push(choice.id());
                                texts.get(side).append(piece);
                                counts[side]++;
                                models.tell(BesideRequest.side(how.id(), side), choice, piece);
                            },
                            () -> !models.isWanted(how.id()));
            List<String> whole = new ArrayList<>();
            for (int side = 0; side < counts.length; side++) {
                whole.add(texts.get(side).append(decoders.get(side).finish()).toString());
            }
            return new Beside(whole, IntStream.of(counts).boxed().toList(), !models.isWanted(how.id()));
        });
    }

    @Override
    public CompletableFuture<Alignment> alignment(WorkerService.TextRequest request) {
        return on(() -> {
            TrainedModel model = models.model(request.model());
            return Alignment.of(model.session(), model.tokenizer(), request.text());
        });
    }

    @Override
    public CompletableFuture<Salience> salience(SalienceRequest request) {
        return on(() -> {
            TrainedModel model = models.model(request.model());
            return Salience.of(
                    model.session(), model.spec(), model.tokenizer(), request.text(), request.head(), request.label());
        });
    }

    private <T> CompletableFuture<T> cancellable(String id, Supplier<T> work) {
        models.expect(id);
        return on(work).whenComplete((done, problem) -> models.cancel(id));
    }

    private <T> CompletableFuture<T> on(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, thread);
    }
}
