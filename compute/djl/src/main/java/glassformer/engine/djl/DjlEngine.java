package glassformer.engine.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import glassformer.blueprint.Blueprint;
import glassformer.engine.Ability;
import glassformer.engine.Device;
import glassformer.engine.DeviceUnavailableException;
import glassformer.engine.Engine;
import glassformer.engine.ModelSession;
import glassformer.engine.Throughput;
import glassformer.engine.TorchScript;
import glassformer.engine.Weights;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// PyTorch's kernels through DJL.
final class DjlEngine implements Engine {
    private final ai.djl.engine.Engine torch;
    private final NDManager root;

    /// @throws DeviceUnavailableException where libtorch cannot be loaded
    DjlEngine() {
        // The native libraries come with the build; without this DJL would ask the network for them.
        System.setProperty("ai.djl.offline", "true");
        // Profiling and re-specialising costs more than it saves: the script is straight-line code. The property holds
        // for every thread, the call for the present one.
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        try {
            torch = ai.djl.engine.Engine.getEngine("PyTorch");
            JniUtils.setGraphExecutorOptimize(false);
            root = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
        } catch (EngineException | LinkageError | IllegalStateException e) {
            throw new DeviceUnavailableException(
                    "PyTorch's native library could not be loaded (" + firstLine(e)
                            + "); it needs 64-bit Linux, Windows or macOS and a writable folder for its files, ~/.djl.ai or"
                            + " the one that DJL_CACHE_DIR names.",
                    e);
        }
    }

    @Override
    public String id() {
        return "djl";
    }

    @Override
    public String description() {
        return "DJL " + ai.djl.engine.Engine.getDjlVersion() + ", PyTorch " + torch.getVersion();
    }

    @Override
    public List<Device> devices() {
        List<Device> devices = new ArrayList<>();
        long memory = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
        devices.add(new Device("cpu", id(), "CPU, " + Runtime.getRuntime().availableProcessors() + " threads", memory));
        for (int i = 0; i < torch.getGpuCount(); i++) {
            devices.add(new Device("cuda:" + i, id(), "NVIDIA GPU " + i, gpuMemory(i)));
        }
        return devices;
    }

    /// PyTorch has each operation of a step in each precision, on processors without instructions for it by way of
    /// float32.
    @Override
    public Set<Ability> abilities(Device device) {
        return Ability.all();
    }

    /// What trainings of 1 to 5 million parameters took above their tensors on x86-64, between 120 and 240 MB:
    /// TorchScript's compiled code, oneDNN's kernels for each shape, gaps between tensors. A toy takes 50.
    @Override
    public long workspaceBytes() {
        return 150L << 20;
    }

    @Override
    public Optional<Throughput> throughput(Device device) {
        return Optional.of(ThroughputTrial.on(root, torchDevice(device)));
    }

    @Override
    public OptionalLong memoryInUse(Device device) {
        return DeviceMemory.inUse(torchDevice(device));
    }

    private static long gpuMemory(int index) {
        return ai.djl.util.cuda.CudaUtils.getGpuMemory(ai.djl.Device.gpu(index)).getMax();
    }

    @Override
    public ModelSession open(Blueprint blueprint, Weights weights, Device device) {
        Weights checked = weights.checked(blueprint);
        return new DjlSession(blueprint, checked, root.newSubManager(torchDevice(device)));
    }

    @Override
    public Optional<TorchScript> torchScript() {
        return Optional.of(new DjlTorchScript(root));
    }

    private static ai.djl.Device torchDevice(Device device) {
        if (device.id().equals("cpu")) {
            return ai.djl.Device.cpu();
        }
        if (device.id().startsWith("cuda:")) {
            return ai.djl.Device.gpu(Integer.parseInt(device.id().substring("cuda:".length())));
        }
        throw new DeviceUnavailableException("DJL has no device " + device.id() + ": it runs on cpu and cuda:N.");
    }

    @Override
    public int threads() {
        return JniUtils.getNumThreads();
    }

    @Override
    public void computeWith(int threads) {
        JniUtils.setNumThreads(threads);
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }

    @Override
    public void close() {
        root.close();
    }
}
