package glassformer.worker;

import glassformer.answer.Answered;
import glassformer.blueprint.Named;
import glassformer.engine.Ability;
import glassformer.engine.Device;
import glassformer.engine.Engines;
import glassformer.engine.KernelSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonDelegate;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.jspecify.annotations.Nullable;

/// What a worker process can be asked over JSON-RPC 2.0. Every request is answered while a training runs,
/// too. A request that fails carries one sentence and one of the codes of [WorkerError].
@JsonSegment("worker")
public interface WorkerService extends WorkerFiles {
    /// The engine of a [DeviceInfo] that stands for another machine.
    String OTHER_MACHINE = "ssh";

    @JsonRequest
    CompletableFuture<Hello> hello();

    @JsonRequest
    CompletableFuture<Devices> devices();

    /// Accepts a training, which then reports through [WorkerEvents]. One runs at a time.
    @JsonRequest
    CompletableFuture<Accepted> train(TrainRequest request);

    /// As [#train], from a run's checkpoint.
    @JsonRequest
    CompletableFuture<Accepted> resume(ResumeRequest request);

    @JsonRequest
    CompletableFuture<TrainingStatus> pause();

    @JsonRequest
    CompletableFuture<TrainingStatus> unpause();

    /// Ends the training after the step in progress, with a checkpoint.
    @JsonRequest
    CompletableFuture<TrainingStatus> stop();

    @JsonRequest
    CompletableFuture<TrainingStatus> status();

    /// Loads a checkpoint, to look into it or to generate with it.
    @JsonRequest
    CompletableFuture<OpenedModel> open(OpenRequest request);

    @JsonRequest
    CompletableFuture<Done> close(ModelRequest request);

    @JsonRequest
    CompletableFuture<AttentionReply> attention(TextRequest request);

    /// What led to one head's weights.
    @JsonRequest
    CompletableFuture<LookReply> look(LookRequest request);

    /// A head's weights if scores were not scaled, or if the layer had one head or several.
    @JsonRequest
    CompletableFuture<VariantsReply> variants(LookRequest request);

    /// How what flows through the model is spread.
    @JsonRequest
    CompletableFuture<ActivationsReply> activations(TextRequest request);

    /// What the model would say after each of its blocks.
    @JsonRequest
    CompletableFuture<LensReply> lens(TextRequest request);

    /// What each part adds to one token's logit.
    @JsonRequest
    CompletableFuture<ContributionsReply> contributions(ContributionsRequest request);

    /// What changes where parts of the model write nothing.
    @JsonRequest
    CompletableFuture<AblateReply> ablate(AblateRequest request);

    /// What the model's heads say to a text: hidden words, a class, a number, tags. A model that writes has
    /// [#generate].
    @JsonRequest
    CompletableFuture<Answered> answer(TextRequest request);

    /// Continues or translates a prompt. Each token comes as [WorkerEvents#token] before the answer does.
    @JsonRequest
    CompletableFuture<Generated> generate(GenerateRequest request);

    @JsonRequest
    CompletableFuture<Done> cancelGenerate(CancelRequest request);

    /// Measures how long a step of a lab takes here, on random tokens.
    @JsonRequest
    CompletableFuture<Calibration> calibrate(CalibrateRequest request);

    /// Measures how fast a device is.
    @JsonRequest
    CompletableFuture<Score> score(ScoreRequest request);

    /// Compiles a kernel for a device and tells what was made of it.
    @JsonRequest
    CompletableFuture<KernelSource> kernel(KernelRequest request);

    /// The devices of another machine; each id begins with its place.
    @JsonRequest
    CompletableFuture<Devices> devicesElsewhere(PlaceRequest request);

    /// Searches for a lab's learning rate on its own data.
    @JsonRequest
    CompletableFuture<RateReply> searchRate(RateRequest request);

    /// Judges a checkpoint on a split or a file and keeps what is found in the run's folder. Progress comes as
    /// [WorkerEvents#evaluating].
    @JsonRequest
    CompletableFuture<Judged> evaluate(EvaluateRequest request);

    /// Stops the evaluation that goes on; it then fails.
    @JsonRequest
    CompletableFuture<Done> cancelEvaluate();

    /// A copy of a model that trains together with another process.
    @JsonDelegate
    default ReplicaService replica() {
        throw new UnsupportedOperationException("this worker holds no copies");
    }

    /// How models read and write texts.
    @JsonDelegate
    default TextService texts() {
        throw new UnsupportedOperationException("this worker reads no texts");
    }

    /// Where models put tokens, places, words and sentences.
    @JsonDelegate
    default MapService maps() {
        throw new UnsupportedOperationException("this worker makes no maps");
    }

    /// Writes a model as other tools open it and checks it. Reports through [WorkerEvents#exporting].
    @JsonRequest
    CompletableFuture<Exported> export(ExportOrder request);

    @JsonRequest
    CompletableFuture<Done> cancelExport(CancelRequest request);

    /// Tells what [#importModel] would do, without doing anything.
    @JsonRequest
    CompletableFuture<ImportPlanned> planImport(ImportOrder request);

    /// Makes a run of a model or lab from elsewhere. Reports through [WorkerEvents#importing].
    @JsonRequest
    CompletableFuture<Imported> importModel(ImportOrder request);

    /// Stops an import; nothing of it is left.
    @JsonRequest
    CompletableFuture<Done> cancelImport(CancelRequest request);

    /// Ends the worker after a running training has saved a checkpoint.
    @JsonRequest
    CompletableFuture<Done> shutdown();

    /// Says only that it was done.
    record Done() {}

    /// @param version Glassformer's
    record Hello(String version, String java, long pid) {}

    /// @param problems why engines could not start, one sentence each
    record Devices(List<DeviceInfo> devices, List<String> problems) {}

    /// @param memoryBytes 0 where the system does not say
    /// @param inUseBytes  how much of the device's own memory is taken now; null where it has none or does not tell
    /// @param abilities   the ids of its [glassformer.engine.Ability]s
    /// @param kernels     see [glassformer.engine.Engine#kernels]
    record DeviceInfo(
            String id,
            String engine,
            String name,
            long memoryBytes,
            @Nullable Long inUseBytes,
            List<String> abilities,
            List<String> kernels) {
        /// One that has no kernels to show.
        public DeviceInfo(
                String id,
                String engine,
                String name,
                long memoryBytes,
                @Nullable Long inUseBytes,
                List<String> abilities) {
            this(id, engine, name, memoryBytes, inUseBytes, abilities, List.of());
        }

        /// One that can do everything.
        public DeviceInfo(String id, String engine, String name, long memoryBytes) {
            this(id, engine, name, memoryBytes, null, Named.ids(Ability.class));
        }

        public static DeviceInfo of(Engines.Located place) {
            Device device = place.device();
            OptionalLong inUse = place.engine().memoryInUse(device);
            return new DeviceInfo(
                    device.id(),
                    device.engine(),
                    device.name(),
                    device.memoryBytes(),
                    inUse.isPresent() ? (Long) inUse.getAsLong() : null,
                    place.abilities().stream().map(Ability::id).sorted().toList(),
                    place.engine().kernels(device));
        }

        /// The same under another name.
        public DeviceInfo at(String place) {
            return new DeviceInfo(place, engine, name, memoryBytes, inUseBytes, abilities, kernels);
        }
    }

    /// @param place as `ssh:HOST`
    record PlaceRequest(String place) {}

    /// @param device its id
    /// @param name   one of its [DeviceInfo#kernels]
    record KernelRequest(String device, String name) {}

    /// @param device its id
    record ScoreRequest(String device) {}

    /// @param gigaflops            see [glassformer.engine.Throughput]; null where the engine does not measure it
    /// @param gigabytesPerSecond   likewise
    /// @param millisecondsPerStep  the median of training steps of [glassformer.blueprint.StandardSize#S]
    /// @param steps                how many were measured
    record Score(
            String device,
            @Nullable Double gigaflops,
            @Nullable Double gigabytesPerSecond,
            double millisecondsPerStep,
            int steps) {
        /// The same of a device under another name.
        public Score at(String place) {
            return new Score(place, gigaflops, gigabytesPerSecond, millisecondsPerStep, steps);
        }
    }

    /// @param lab       the text of a lab.json
    /// @param labFolder what a relative `file:` source is relative to
    record TrainRequest(String lab, String labFolder, String run) {}

    /// @param step    from which checkpoint; the newest that is whole where null
    /// @param changed settings to change on the way, by key, as typed
    record ResumeRequest(String run, @Nullable Integer step, Map<String, String> changed) {}

    record Accepted(String run) {}

    /// @param active whether a training runs, paused or not
    /// @param run    the folder of the training that runs or ran last
    record TrainingStatus(
            boolean active, boolean paused, @Nullable String run, int step) {}

    /// @param folder a run or one of its checkpoints
    /// @param step   which checkpoint of a run; its result where null
    /// @param device `auto` or a device's id
    record OpenRequest(String folder, @Nullable Integer step, String device) {}

    /// @param model how later requests name it
    record OpenedModel(String model, int step, int layers, int heads, int contextLength, int vocabSize) {}

    record ModelRequest(String model) {}

    record TextRequest(String model, String text) {}

    /// @param cut whether only the beginning of the text fitted
    record AttentionReply(List<Patterns> groups, boolean cut) {}

    /// @param kind    `encoder`, `decoder` or `cross`
    /// @param rows    the tokens that look // (T)
    /// @param columns the tokens that are looked at // (S)
    /// @param layers  `(H, T, S)` each: float32, little-endian, row-major, in Base64
    record Patterns(String kind, List<String> rows, List<String> columns, List<String> layers) {}

    /// @param kind as in [Patterns]
    record LookRequest(String model, String text, String kind, int layer, int head) {}

    /// As [glassformer.engine.Trace.Look], one head's; float32, little-endian, row-major, in Base64.
    ///
    /// @param size    of a head, `D`
    /// @param queries `(T, D)`
    /// @param keys    `(S, D)`
    /// @param values  `(S, D)`
    /// @param scores  `(T, S)`
    /// @param outputs `(T, D)`
    record LookReply(int size, String queries, String keys, String values, String scores, String outputs) {}

    /// @param own      which variant the model itself computes for one head
    /// @param rows     the tokens that look // (T)
    /// @param columns  the tokens that are looked at // (S)
    /// @param variants in the order of [glassformer.inspect.ScoreVariant]; of a long text only those of one head,
    // the
    ///                 first two
    record VariantsReply(String own, List<String> rows, List<String> columns, List<Variant> variants) {}

    /// Figures as [glassformer.inspect.Saturation]; null where no token sees two others.
    ///
    /// @param id      of a [glassformer.inspect.ScoreVariant]
    /// @param pattern `(T, S)`; float32, little-endian, row-major, in Base64
    record Variant(
            String id,
            @Nullable Double variance,
            @Nullable Double largest,
            @Nullable Double entropy,
            @Nullable Double tiny,
            @Nullable Double gradient,
            String pattern) {}

    /// @param sites in order of computation
    record ActivationsReply(int tokens, List<Site> sites, boolean cut) {}

    /// @param name   of a [glassformer.blueprint.ActivationSite]
    /// @param width  how many numbers stand there for each token
    /// @param norm   the root mean square of the tokens' L2 norms
    /// @param counts as in [glassformer.engine.Histogram]
    /// @param dead   how many units of a feed-forward layer are dead at every token; null elsewhere
    record Site(
            String name,
            int width,
            double norm,
            double min,
            double max,
            List<Long> counts,
            @Nullable Integer dead) {}

    /// @param tokens those that are read // (T)
    /// @param rows   after the embedding and each block, `T` guesses each
    record LensReply(List<String> tokens, List<LensRow> rows, boolean cut) {}

    /// @param blocks how many blocks were passed
    record LensRow(int blocks, List<LensGuess> guesses) {}

    /// @param tokens        the likeliest ones
    /// @param probabilities theirs
    /// @param target        the probability of the token that should come; null where it is not known
    record LensGuess(
            List<String> tokens,
            List<Double> probabilities,
            @Nullable Double target) {}

    /// @param position which token of what is read, from 0; the last one where negative
    /// @param token    whose logit; the likeliest where null
    record ContributionsRequest(
            String model,
            String text,
            int position,
            @Nullable Integer token) {}

    /// @param tokens   those that are read // (T)
    /// @param choices  the likeliest tokens at the place, any of which can be asked for
    record ContributionsReply(
            List<String> tokens,
            int position,
            int token,
            String name,
            double logit,
            List<LogitTerm> terms,
            List<TokenOption> choices) {}

    record TokenOption(int id, String name, double probability) {}

    /// @param source `embedding`, `attention`, `cross`, `ffn`, `attention-bias`, `cross-bias` or `biases`
    /// @param block  from 0; 0 for those of no block
    /// @param head   from 0; -1 for those of no head
    record LogitTerm(String source, int block, int head, double value) {}

    /// @param parts as [glassformer.inspect.Part#parse] reads them
    record AblateRequest(String model, String text, List<String> parts) {}

    /// @see glassformer.inspect.AblationEffect
    record AblateReply(
            @Nullable Double lossBefore, @Nullable Double lossAfter, String textBefore, String textAfter) {}

    /// @param id chosen by the caller; [WorkerEvents.Token] repeats it
    record GenerateRequest(
            String model,
            String id,
            String prompt,
            double temperature,
            int topK,
            double topP,
            long seed,
            int maxTokens) {}

    record Generated(String id, String text, int tokens, boolean cancelled, double seconds) {}

    record CancelRequest(String id) {}

    /// @param lab    the text of a lab.json
    /// @param folder what a relative `file:` source is relative to
    record RateRequest(String lab, String folder) {}

    /// @see glassformer.train.RateSearch.Found
    record RateReply(List<RatePoint> points, double suggested, boolean exploded) {}

    record RatePoint(double learningRate, double loss) {}

    /// @param step   which checkpoint; the run's result where null
    /// @param split  `train` or `validation`; null where there is a file
    /// @param file   other data; null where there is a split
    /// @param device `auto` or a device's id
    /// @param baselines whether a classifier is compared with such that count words
    record EvaluateRequest(
            String run,
            @Nullable Integer step,
            @Nullable String split,
            @Nullable String file,
            String device,
            boolean baselines) {}

    /// @param name of the evaluation among the run's
    record Judged(String name) {}

    /// @param lab the text of a lab.json
    record CalibrateRequest(String lab, String device) {}

    /// @param steps how many were measured
    record Calibration(
            String device,
            double millisecondsPerStep,
            int steps,
            @Nullable Double float32Milliseconds) {
        /// Of a lab that trains in float32.
        public Calibration(String device, double millisecondsPerStep, int steps) {
            this(device, millisecondsPerStep, steps, null);
        }
    }

    /// @param id        chosen by the caller; [WorkerEvents.Importing] repeats it
    /// @param source    a file or folder
    /// @param runs      the folder in which the run is made where `target` does not tell
    /// @param target    the folder to make; null for one with the source's name
    /// @param overwrite whether an earlier import of that name is replaced
    record ImportOrder(
            String id, String source, String runs, @Nullable String target, boolean overwrite) {}

    /// As [glassformer.importing.ImportPlan].
    record ImportPlanned(
            String id,
            String format,
            String name,
            String target,
            boolean taken,
            String family,
            long parameters,
            int vocabulary,
            List<String> heads,
            long bytes,
            List<String> notes) {}

    /// @param cancelled whether it was stopped, so that nothing was made
    /// @param target    the run
    record Imported(String id, boolean cancelled, String target, long bytes, double seconds) {}

    /// @param id        chosen by the caller; [WorkerEvents.Exporting] repeats it
    /// @param folder    a run or one of its checkpoints
    /// @param step      which checkpoint of a run; its result where null
    /// @param format    an [glassformer.export.ExportFormat]'s id
    /// @param target    the folder to make
    /// @param options   of the format, by key, as typed
    /// @param overwrite whether an export of that name is replaced
    record ExportOrder(
            String id,
            String folder,
            @Nullable Integer step,
            String format,
            String target,
            Map<String, String> options,
            boolean overwrite) {}

    /// @param cancelled     whether it was stopped; nothing of it is left then
    /// @param maxDifference of what was compared, see [glassformer.export.ExportCheck]
    record Exported(
            String id,
            boolean cancelled,
            String target,
            List<String> files,
            long bytes,
            String compared,
            int count,
            double maxDifference,
            double tolerance,
            List<String> notes,
            double seconds) {}
}
