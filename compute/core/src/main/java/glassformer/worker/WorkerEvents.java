package glassformer.worker;

import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.jspecify.annotations.Nullable;

/// What a worker tells without being asked, in order. Called on the thread that reads the worker's
/// messages, so a receiver only takes note. A number that is not finite comes as null.
@JsonSegment("worker")
public interface WorkerEvents {
    @JsonNotification
    default void phase(Phase event) {}

    /// How far an evaluation is.
    @JsonNotification
    default void evaluating(Phase event) {}

    @JsonNotification
    default void stepped(Stepped event) {}

    @JsonNotification
    default void evaluated(Evaluated event) {}

    @JsonNotification
    default void sampled(Sampled event) {}

    @JsonNotification
    default void attended(AtStep event) {}

    @JsonNotification
    default void checkpointed(AtStep event) {}

    @JsonNotification
    default void noticed(Noticed event) {}

    @JsonNotification
    default void outlier(StoodOut event) {}

    @JsonNotification
    default void finished(Finished event) {}

    @JsonNotification
    default void failed(Failed event) {}

    @JsonNotification
    default void token(Token event) {}

    @JsonNotification
    default void exporting(Exporting event) {}

    @JsonNotification
    default void importing(Importing event) {}

    /// @param id       of the request that imports
    /// @param stage    a [glassformer.importing.ImportStage]'s name
    /// @param fraction of the whole import, 0 to 1
    record Importing(String id, String stage, double fraction) {}

    /// @param id       of the request that exports
    /// @param stage    a [glassformer.export.ExportStage]'s name
    /// @param fraction of the whole export, 0 to 1
    record Exporting(String id, String stage, double fraction) {}

    /// @param progress from 0 to 1; negative where unknown
    record Phase(String run, String sentence, double progress) {}

    /// @param learningRate  of this update
    /// @param gradientNorm  before clipping
    /// @param seconds       since the training started or resumed
    /// @param measures      further numbers by name, such as `loss/HEAD`
    record Stepped(
            String run,
            int step,
            @Nullable Double loss,
            @Nullable Double learningRate,
            @Nullable Double gradientNorm,
            @Nullable Double tokensPerSecond,
            double seconds,
            Map<String, Double> measures) {
        public Stepped(
                String run,
                int step,
                @Nullable Double loss,
                @Nullable Double learningRate,
                @Nullable Double gradientNorm,
                @Nullable Double tokensPerSecond,
                double seconds) {
            this(run, step, loss, learningRate, gradientNorm, tokensPerSecond, seconds, Map.of());
        }
    }

    /// @param measures further numbers by name, such as `accuracy`
    record Evaluated(String run, int step, @Nullable Double loss, double seconds, Map<String, Double> measures) {
        public Evaluated(String run, int step, @Nullable Double loss, double seconds) {
            this(run, step, loss, seconds, Map.of());
        }
    }

    record Sampled(String run, int step, String prompt, String text) {}

    /// A batch's loss stood out.
    ///
    /// @param mean  of the losses before it
    /// @param texts the batch's, that with the highest loss first
    record StoodOut(
            String run,
            int step,
            @Nullable Double loss,
            @Nullable Double mean,
            List<String> texts) {}

    /// The run's folder holds the attention patterns or the checkpoint of this step.
    record AtStep(String run, int step) {}

    /// What the person should know, while the training goes on.
    record Noticed(String run, int step, String sentence) {}

    /// @param state `finished` or `stopped`
    record Finished(
            String run,
            String state,
            int steps,
            @Nullable Double firstLoss,
            @Nullable Double trainLoss,
            @Nullable Double validationLoss,
            @Nullable Double tokensPerSecond,
            long parameters,
            double seconds,
            String sample) {}

    /// @param kind a [WorkerError]'s name
    record Failed(String run, String sentence, String kind) {}

    /// @param id    of the request that generates
    /// @param piece the token for people to read
    /// @param text  what the token adds to the text; empty while a character is not whole
    /// @param top   the ten likeliest tokens, likeliest first
    record Token(String id, int token, String piece, double probability, List<Choice> top, String text) {}

    /// @param probability after the temperature, before any cut
    record Choice(int token, String piece, double probability, boolean chosen) {}
}
