package glassformer.worker;

import glassformer.generate.BeamTree;
import glassformer.generate.CacheComparison;
import glassformer.inspect.Alignment;
import glassformer.inspect.Salience;
import glassformer.inspect.Surprise;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.jspecify.annotations.Nullable;

/// What a worker is asked about how opened models read and write texts. One question is answered after the other, in
/// turn with [WorkerService]'s about models. Those that have an id are cancelled by [WorkerService#cancelGenerate].
@JsonSegment("texts")
public interface TextService {
    /// How little the model expected each token of a text.
    ///
    /// @see glassformer.inspect.SurpriseReader
    @JsonRequest
    CompletableFuture<Surprise> surprise(WorkerService.TextRequest request);

    /// The scores of the token that follows a prompt and some tokens.
    @JsonRequest
    CompletableFuture<NextScores> next(NextRequest request);

    /// All that a beam search looked at.
    @JsonRequest
    CompletableFuture<BeamTree> beams(BeamRequest request);

    /// One text with and without a cache, and how long each token took.
    @JsonRequest
    CompletableFuture<CacheComparison> compareCache(WorkerService.GenerateRequest request);

    /// Two models answer one prompt in step. Each token comes as [WorkerEvents#token] with the id of its side, see
    /// [BesideRequest#side], before the answer does.
    @JsonRequest
    CompletableFuture<Beside> sideBySide(BesideRequest request);

    /// Where a translation's tokens looked in the source.
    @JsonRequest
    CompletableFuture<Alignment> alignment(WorkerService.TextRequest request);

    /// Which tokens a prediction depends on.
    @JsonRequest
    CompletableFuture<Salience> salience(SalienceRequest request);

    /// @param ids the tokens after the prompt
    record NextRequest(String model, String prompt, List<Integer> ids) {}

    /// @param logits of each token; float32, little-endian, in Base64 // (V)
    /// @param end    the id that ends the text, or -1
    /// @param pieces the text that each of the request's tokens adds
    /// @param names  of the likeliest tokens and of the request's
    record NextScores(String logits, int end, List<String> pieces, List<TokenName> names) {}

    record TokenName(int id, String name) {}

    /// @see glassformer.generate.BeamOptions
    record BeamRequest(String model, String prompt, int beams, double lengthPenalty, int maxTokens) {}

    /// @param models both
    /// @param how    what both are asked; its model is not read
    record BesideRequest(List<String> models, WorkerService.GenerateRequest how) {
        /// How events of one side are called.
        ///
        /// @param side 0 or 1
        public static String side(String id, int side) {
            return id + "/" + side;
        }
    }

    /// @param tokens how many each wrote
    record Beside(List<String> texts, List<Integer> tokens, boolean cancelled) {}

    /// @param head  null for the first one that can
    /// @param label null for what it says
    record SalienceRequest(
            String model,
            String text,
            @Nullable String head,
            @Nullable String label) {}
}
