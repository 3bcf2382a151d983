package glassformer.worker;

import glassformer.engine.Evaluation;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/// What a worker is asked that holds one of several copies of a model that train together, see
/// [glassformer.engine.Replica]. What a request asks for is done in the order in which they come.
///
/// Values that are trained lie in a file that both processes map into their memory: the weights as they are now, then
/// each copy's gradient.
@JsonSegment("replica")
public interface ReplicaService {
    /// Loads the model.
    @JsonRequest
    CompletableFuture<WorkerService.Done> open(OpenReplica request);

    @JsonRequest
    CompletableFuture<WorkerService.Done> start(StartReplica request);

    /// Takes over the weights that lie in the file.
    @JsonRequest
    CompletableFuture<WorkerService.Done> receive();

    @JsonRequest
    CompletableFuture<Found> accumulate(Part request);

    @JsonRequest
    CompletableFuture<WorkerService.Done> forget();

    /// @param blueprint as [RecordJson] has it
    /// @param weights   a safetensors file
    record OpenReplica(String blueprint, String weights, String device) {}

    /// @param rates    of the trained tensors, by name
    /// @param values   the file of trained values
    /// @param gradient where this copy's gradient begins in it, in bytes
    /// @param bytes    of all trained values
    record StartReplica(Map<String, Double> rates, String values, long gradient, long bytes) {}

    /// @param batch as [RecordJson] has it
    /// @param last  whether the gradient is to be written to the file after this
    record Part(String batch, double share, long seed, boolean last) {}

    /// @see Evaluation
    record Found(double loss, Map<String, Double> byHead) {}
}
