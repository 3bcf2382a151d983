package glassformer.worker;

import glassformer.BadInputException;
import glassformer.answer.Answered;
import glassformer.engine.AttentionGroup;
import glassformer.engine.Engines;
import glassformer.engine.Tensor;
import glassformer.generate.Generator;
import glassformer.generate.SamplingOptions;
import glassformer.generate.TokenChoice;
import glassformer.inspect.Attention;
import glassformer.run.TrainedModel;
import glassformer.text.StreamDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// The opened models. All but the cancelling runs on one thread, since a session is for one.
final class Models {
    /// What one answer may weigh: a text over the pipe, held whole on both sides.
    static final long MAX_PATTERN_VALUES = 100_000_000;

    private final Engines engines;
    private final Supplier<WorkerEvents> events;
    private final Map<String, TrainedModel> open = new HashMap<>();
    private final Set<String> generating = ConcurrentHashMap.newKeySet();
    private int opened;

    Models(Engines engines, Supplier<WorkerEvents> events) {
        this.engines = engines;
        this.events = events;
    }

    WorkerService.OpenedModel open(WorkerService.OpenRequest request) {
        TrainedModel model = TrainedModel.open(Path.of(request.folder()), request.step(), engines, request.device());
        String name = "model-" + ++opened;
        open.put(name, model);
        return new WorkerService.OpenedModel(
                name,
                model.step(),
                model.config().layers(),
                model.config().heads(),
                model.config().contextLength(),
                model.config().vocabSize());
    }

    WorkerService.Done close(String name) {
        TrainedModel model = open.remove(name);
        if (model != null) {
            model.close();
        }
        return new WorkerService.Done();
    }

    void closeAll() {
        open.values().forEach(TrainedModel::close);
        open.clear();
    }

    WorkerService.AttentionReply attention(WorkerService.TextRequest request) {
        TrainedModel model = model(request.model());
        Attention attention = Attention.of(model.session(), model.tokenizer(), request.text());
        long values = attention.groups().stream()
                .flatMap(group -> group.patterns().stream())
                .mapToLong(pattern -> pattern.values().length)
                .sum();
        if (values > MAX_PATTERN_VALUES) {
            throw new BadInputException("The attention of " + request.text().length()
                    + " characters is too much to show at once: take a shorter text.");
        }
        return new WorkerService.AttentionReply(
                attention.groups().stream().map(Models::encoded).toList(), attention.cut());
    }

    /// What is asked of a model's inside.
    Insides insides() {
        return new Insides(this::model);
    }

    /// What is asked of texts.
    ///
    /// @param thread this one's
    TextService texts(Executor thread) {
        return new LocalTexts(this, thread);
    }

    Answered answer(WorkerService.TextRequest request) {
        TrainedModel model = model(request.model());
        return model.predictor().of(request.text());
    }

    /// Notes a request, so that it can be cancelled while it waits.
    void expect(String id) {
        generating.add(id);
    }

    WorkerService.Done cancel(String id) {
        generating.remove(id);
        return new WorkerService.Done();
    }

    void cancelAll() {
        generating.clear();
    }

    WorkerService.Generated generate(WorkerService.GenerateRequest request) {
        try {
            TrainedModel model = model(request.model());
            SamplingOptions options = options(request);
            StreamDecoder stream =
                    new StreamDecoder(model.tokenizer(), request.prompt().isEmpty());
            StringBuilder text = new StringBuilder();
            int[] tokens = {0};
            long began = System.nanoTime();
            new Generator(model.session(), model.tokenizer())
                    .generate(
                            request.prompt(),
                            options,
                            choice -> {
                                String piece = stream.push(choice.id());
                                text.append(piece);
                                tokens[0]++;
                                tell(request.id(), choice, piece);
                            },
                            () -> !generating.contains(request.id()));
            text.append(stream.finish());
            return new WorkerService.Generated(
                    request.id(),
                    text.toString(),
                    tokens[0],
                    !generating.contains(request.id()),
                    (System.nanoTime() - began) / 1e9);
        } finally {
            generating.remove(request.id());
        }
    }

    static SamplingOptions options(WorkerService.GenerateRequest request) {
        return new SamplingOptions(
                request.temperature(), request.topK(), request.topP(), request.seed(), request.maxTokens());
    }

    /// Whether a request that was expected has not been cancelled.
    boolean isWanted(String id) {
        return generating.contains(id);
    }

    /// @param text what the token adds
    void tell(String request, TokenChoice choice, String text) {
        events.get().token(token(request, choice, text));
    }

    private static WorkerEvents.Token token(String request, TokenChoice choice, String text) {
        List<WorkerEvents.Choice> top = choice.top().stream()
                .map(c -> new WorkerEvents.Choice(c.id(), c.token(), c.probability(), c.chosen()))
                .toList();
        return new WorkerEvents.Token(request, choice.id(), choice.token(), choice.probability(), top, text);
    }

    TrainedModel model(String name) {
        TrainedModel model = open.get(name);
        if (model == null) {
            throw new BadInputException("The model " + name + " is not open.");
        }
        return model;
    }

    private static WorkerService.Patterns encoded(AttentionGroup group) {
        return new WorkerService.Patterns(
                group.kind().id(),
                group.rows(),
                group.columns(),
                group.patterns().stream().map(Models::base64).toList());
    }

    private static String base64(Tensor pattern) {
        return base64(pattern.values());
    }

    static String base64(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
