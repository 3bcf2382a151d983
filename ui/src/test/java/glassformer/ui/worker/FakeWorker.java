package glassformer.ui.worker;

import glassformer.answer.Answered;
import glassformer.engine.KernelSource;
import glassformer.worker.MapService;
import glassformer.worker.TextService;
import glassformer.worker.WorkerEvents;
import glassformer.worker.WorkerException;
import glassformer.worker.WorkerService;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A worker inside the test: it remembers what it was asked, answers at once and tells what the test makes it tell.
public final class FakeWorker implements WorkerService, WorkerConnection {
    private final List<Object> asked = new ArrayList<>();
    private @Nullable WorkerEvents events;
    private @Nullable Consumer<String> died;
    private @Nullable RuntimeException refusal;
    private Devices devices = new Devices(List.of(new DeviceInfo("cpu", "djl", "test computer", 0)), List.of());
    private final List<CompletableFuture<?>> held = new ArrayList<>();
    private Answered says = new Answered("", List.of());
    private boolean running;

    public WorkerLink link(Executor nextPulse) {
        return new WorkerLink(
                (to, death) -> {
                    events = to;
                    died = death;
                    return this;
                },
                nextPulse);
    }

    /// The newest request of a kind.
    public <R> R asked(Class<R> kind) {
        return asked.reversed().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    public List<Object> asked() {
        return asked;
    }

    public WorkerEvents tell() {
        return java.util.Objects.requireNonNull(events);
    }

    public void die(String sentence) {
        running = false;
        java.util.Objects.requireNonNull(died).accept(sentence);
        held.forEach(answer -> answer.completeExceptionally(new WorkerException(sentence)));
    }

    /// Answers the following requests with this failure; null answers them again.
    public void refuse(@Nullable RuntimeException problem) {
        refusal = problem;
    }

    public void hasDevices(Devices found) {
        devices = found;
    }

    @Override
    public <T> CompletableFuture<T> ask(Function<WorkerService, CompletableFuture<T>> question) {
        running = true;
        return question.apply(this);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public CompletableFuture<Void> shutdown(int seconds) {
        running = false;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        running = false;
    }

    private <T> CompletableFuture<T> answer(Object request, T answer) {
        asked.add(request);
        return refusal == null ? CompletableFuture.completedFuture(answer) : CompletableFuture.failedFuture(refusal);
    }

    @Override
    public CompletableFuture<Hello> hello() {
        return answer("hello", new Hello("test", "25", 1));
    }

    @Override
    public CompletableFuture<Devices> devices() {
        return answer("devices", devices);
    }

    /// `ssh:lab-3` has two GPUs.
    @Override
    public CompletableFuture<Devices> devicesElsewhere(PlaceRequest request) {
        return answer(
                request,
                new Devices(
                        List.of(
                                new DeviceInfo(request.place() + "/cuda:0", "djl", "NVIDIA T4", 16L << 30),
                                new DeviceInfo(request.place() + "/cuda:1", "djl", "NVIDIA T4", 16L << 30)),
                        List.of()));
    }

    /// Stays open until the test completes it with [#compiled].
    @Override
    public CompletableFuture<KernelSource> kernel(KernelRequest request) {
        asked.add(request);
        var answer = new CompletableFuture<KernelSource>();
        if (refusal != null) answer.completeExceptionally(refusal);
        else held.add(answer);
        return answer;
    }

    /// @param which of the questions that stayed open, from 0
    @SuppressWarnings("unchecked")
    public void compiled(int which, KernelSource answer) {
        ((CompletableFuture<KernelSource>) held.get(which)).complete(answer);
    }

    @Override
    public CompletableFuture<Score> score(ScoreRequest request) {
        return answer(request, new Score(request.device(), 195.0, 12.5, 31.25, 20));
    }

    @Override
    public CompletableFuture<Accepted> train(TrainRequest request) {
        return answer(request, new Accepted(request.run()));
    }

    @Override
    public CompletableFuture<Accepted> resume(ResumeRequest request) {
        return answer(request, new Accepted(request.run()));
    }

    @Override
    public CompletableFuture<TrainingStatus> pause() {
        return answer("pause", new TrainingStatus(true, true, null, 0));
    }

    @Override
    public CompletableFuture<TrainingStatus> unpause() {
        return answer("unpause", new TrainingStatus(true, false, null, 0));
    }

    @Override
    public CompletableFuture<TrainingStatus> stop() {
        return answer("stop", new TrainingStatus(true, false, null, 0));
    }

    @Override
    public CompletableFuture<TrainingStatus> status() {
        return answer("status", new TrainingStatus(false, false, null, 0));
    }

    @Override
    public CompletableFuture<OpenedModel> open(OpenRequest request) {
        int step = request.step() == null ? 0 : request.step();
        return answer(request, new OpenedModel("model-" + step, step, 2, 2, 8, 40));
    }

    @Override
    public CompletableFuture<Done> close(ModelRequest request) {
        return answer(request, new Done());
    }

    /// Every token looks evenly at itself and those before it.
    @Override
    public CompletableFuture<AttentionReply> attention(TextRequest request) {
        List<String> tokens =
                request.text().chars().mapToObj(Character::toString).toList();
        String layer = Base64.getEncoder()
                .encodeToString(
                        glassformer.ui.worker.Patterns.bytes(glassformer.ui.worker.Patterns.even(2, tokens.size())));
        return answer(
                request,
                new AttentionReply(List.of(new Patterns("decoder", tokens, tokens, List.of(layer, layer))), false));
    }

    /// Queries and keys of ones, of two numbers each.
    @Override
    public CompletableFuture<LookReply> look(LookRequest request) {
        int tokens = request.text().length();
        var ones = new float[2 * tokens];
        java.util.Arrays.fill(ones, 1);
        String both = Base64.getEncoder().encodeToString(glassformer.ui.worker.Patterns.bytes(ones));
        var scores = new float[tokens * tokens];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i % tokens > i / tokens ? Float.NEGATIVE_INFINITY : 1.5f;
        }
        return answer(
                request,
                new LookReply(
                        2,
                        both,
                        both,
                        both,
                        Base64.getEncoder().encodeToString(glassformer.ui.worker.Patterns.bytes(scores)),
                        both));
    }

    /// Raw scores vary 16 times as much as scaled ones; of a long text there are only those.
    @Override
    public CompletableFuture<VariantsReply> variants(LookRequest request) {
        List<String> tokens =
                request.text().chars().mapToObj(Character::toString).toList();
        String even = Base64.getEncoder()
                .encodeToString(
                        glassformer.ui.worker.Patterns.bytes(glassformer.ui.worker.Patterns.even(1, tokens.size())));
        List<Variant> all = List.of(
                new Variant("raw", 16.0, 0.9, 0.25, 0.5, 0.125, even),
                new Variant("scaled", 1.0, 0.5, 1.5, 0.0, 0.5, even),
                new Variant("one-head", 0.75, 0.4, 1.75, 0.0, 0.5, even),
                new Variant("multi-head", 1.25, 0.45, 1.5, 0.0, 0.5, even));
        return answer(
                request, new VariantsReply("scaled", tokens, tokens, tokens.size() > 1024 ? all.subList(0, 2) : all));
    }

    /// Two blocks, the second of which has 3 dead units of 8.
    @Override
    public CompletableFuture<ActivationsReply> activations(TextRequest request) {
        List<Site> sites = new java.util.ArrayList<>();
        for (int block = 0; block < 2; block++) {
            for (String place : List.of("attn_out", "mlp_post", "resid_post")) {
                boolean units = place.equals("mlp_post");
                var counts = new java.util.ArrayList<Long>(java.util.Collections.nCopies(40, 1L));
                counts.set(20, 30L);
                sites.add(new Site("blocks." + block + "." + place, 8, 2.5, -1.5, 3, counts, units ? block * 3 : null));
            }
        }
        return answer(request, new ActivationsReply(request.text().length(), sites, false));
    }

    /// Every place says its own token, the surer the later.
    @Override
    public CompletableFuture<LensReply> lens(TextRequest request) {
        List<String> tokens =
                request.text().chars().mapToObj(Character::toString).toList();
        List<LensRow> rows = List.of(0.25, 0.5, 0.75).stream()
                .map(p -> new LensRow(
                        (int) (p * 4 - 1),
                        tokens.stream()
                                .map(token -> new LensGuess(List.of(token, "x"), List.of(p, 0.1), p))
                                .toList()))
                .toList();
        return answer(request, new LensReply(tokens, rows, false));
    }

    @Override
    public CompletableFuture<ContributionsReply> contributions(ContributionsRequest request) {
        List<String> tokens =
                request.text().chars().mapToObj(Character::toString).toList();
        int place = request.position() < 0 ? tokens.size() - 1 : request.position();
        Integer asked = request.token();
        int token = asked == null ? 1 : asked;
        return answer(
                request,
                new ContributionsReply(
                        tokens,
                        place,
                        token,
                        "t" + token,
                        3.5,
                        List.of(
                                new LogitTerm("embedding", 0, -1, 0.5),
                                new LogitTerm("attention", 0, 0, 2),
                                new LogitTerm("attention", 0, 1, -1),
                                new LogitTerm("attention-bias", 0, -1, 0.25),
                                new LogitTerm("ffn", 0, -1, 1.5),
                                new LogitTerm("biases", 0, -1, 0.25)),
                        List.of(new TokenOption(1, "t1", 0.6), new TokenOption(2, "t2", 0.3))));
    }

    @Override
    public CompletableFuture<AblateReply> ablate(AblateRequest request) {
        return answer(request, new AblateReply(1.25, 2.5, "as before", "now other"));
    }

    @Override
    public MapService maps() {
        return new FakeMaps(this::answer);
    }

    @Override
    public TextService texts() {
        return new FakeTexts(this::answer);
    }

    /// What the next texts are answered with.
    public void says(Answered answered) {
        says = answered;
    }

    @Override
    public CompletableFuture<Answered> answer(TextRequest request) {
        return answer(request, says);
    }

    /// Stays open until the test completes it with [#generated].
    @Override
    public CompletableFuture<Generated> generate(GenerateRequest request) {
        asked.add(request);
        var answer = new CompletableFuture<Generated>();
        if (refusal != null) answer.completeExceptionally(refusal);
        else held.add(answer);
        return answer;
    }

    @SuppressWarnings("unchecked")
    public void generated(Generated answer) {
        ((CompletableFuture<Generated>) held.getLast()).complete(answer);
    }

    @Override
    public CompletableFuture<Done> cancelGenerate(CancelRequest request) {
        return answer(request, new Done());
    }

    @Override
    public CompletableFuture<Calibration> calibrate(CalibrateRequest request) {
        return answer(request, new Calibration("cpu", 12.5, 20));
    }

    @Override
    public CompletableFuture<RateReply> searchRate(RateRequest request) {
        return answer(
                request,
                new RateReply(
                        List.of(new RatePoint(1e-4, 3), new RatePoint(1e-2, 2), new RatePoint(1, 5)), 1e-3, true));
    }

    /// Stays open until the test completes it with [#judged].
    @Override
    public CompletableFuture<Judged> evaluate(EvaluateRequest request) {
        asked.add(request);
        var answer = new CompletableFuture<Judged>();
        if (refusal != null) answer.completeExceptionally(refusal);
        else held.add(answer);
        return answer;
    }

    /// Stays open until the test completes it with [#exported].
    @Override
    public CompletableFuture<Exported> export(ExportOrder request) {
        asked.add(request);
        var answer = new CompletableFuture<Exported>();
        if (refusal != null) answer.completeExceptionally(refusal);
        else held.add(answer);
        return answer;
    }

    @SuppressWarnings("unchecked")
    public void judged(String name) {
        ((CompletableFuture<Judged>) held.getLast()).complete(new Judged(name));
    }

    /// The evaluation then fails.
    @Override
    public CompletableFuture<Done> cancelEvaluate() {
        held.getLast().completeExceptionally(new WorkerException("Stopped."));
        return answer("cancelEvaluate", new Done());
    }

    @SuppressWarnings("unchecked")
    public void exported(Exported answer) {
        ((CompletableFuture<Exported>) held.getLast()).complete(answer);
    }

    @Override
    public CompletableFuture<Done> cancelExport(CancelRequest request) {
        return answer(request, new Done());
    }

    /// Stays open until the test completes it with [#planned], or at once fails with what [#refuse] said.
    @Override
    public CompletableFuture<ImportPlanned> planImport(ImportOrder request) {
        asked.add(request);
        var answer = new CompletableFuture<ImportPlanned>();
        if (refusal != null) answer.completeExceptionally(refusal);
        else held.add(answer);
        return answer;
    }

    @SuppressWarnings("unchecked")
    public void planned(ImportPlanned answer) {
        ((CompletableFuture<ImportPlanned>) held.getLast()).complete(answer);
    }

    /// Stays open until the test completes it with [#imported].
    @Override
    public CompletableFuture<Imported> importModel(ImportOrder request) {
        asked.add(request);
        var answer = new CompletableFuture<Imported>();
        if (refusal != null) answer.completeExceptionally(refusal);
        else held.add(answer);
        return answer;
    }

    @SuppressWarnings("unchecked")
    public void imported(Imported answer) {
        ((CompletableFuture<Imported>) held.getLast()).complete(answer);
    }

    @Override
    public CompletableFuture<Done> cancelImport(CancelRequest request) {
        return answer(request, new Done());
    }

    @Override
    public CompletableFuture<Done> shutdown() {
        return answer("shutdown", new Done());
    }
}
