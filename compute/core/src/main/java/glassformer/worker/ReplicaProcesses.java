package glassformer.worker;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Device;
import glassformer.engine.DeviceUnavailableException;
import glassformer.engine.Replica;
import glassformer.engine.ReplicaStarter;
import glassformer.engine.Weights;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Starts copies of a model in worker processes.
///
/// @param command see [WorkerClient]
public record ReplicaProcesses(List<String> command) implements ReplicaStarter {
    /// Memory as files, on Linux: values that are exchanged never reach a disk.
    private static final Path MEMORY = Path.of("/dev/shm");

    public ReplicaProcesses {
        command = List.copyOf(command);
    }

    @Override
    public Replica start(Blueprint blueprint, Weights weights, Device device, int number, int of, int threads) {
        String count = Integer.toString(threads);
        try {
            Path folder = folder(weights.size());
            WorkerProcess process = WorkerProcess.start(
                    command, new WorkerEvents() {}, Map.of("OMP_NUM_THREADS", count, "MKL_NUM_THREADS", count));
            return RemoteReplica.open(process, "process " + number + " of " + of, folder, blueprint, weights, device);
        } catch (IOException e) {
            throw new DeviceUnavailableException(
                    "A process for training could not be started: " + e.getMessage() + ".", e);
        }
    }

    private static Path folder(long values) throws IOException {
        String prefix = "glassformer-replica-";
        if (Files.isWritable(MEMORY)) {
            FileStore store = Files.getFileStore(MEMORY);
            // The model, its trained values and their gradient, and as much again.
            if (store.getUsableSpace() > 6L * Float.BYTES * values) {
                return Files.createTempDirectory(MEMORY, prefix);
            }
        }
        return Files.createTempDirectory(prefix);
    }
}
