package glassformer.engine.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.Platform;
import glassformer.blueprint.Blueprint;
import glassformer.engine.Ability;
import glassformer.engine.Device;
import glassformer.engine.DeviceUnavailableException;
import glassformer.engine.Engine;
import glassformer.engine.EngineProvider;
import glassformer.engine.ModelSession;
import glassformer.engine.Throughput;
import glassformer.engine.TorchScript;
import glassformer.engine.Weights;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// PyTorch's kernels through DJL.
final class DjlEngine implements Engine {
    private static final String MPS = "mps";

    private final ai.djl.engine.Engine torch;
    private final NDManager root;
    private final int gpus;
    private final boolean metal;
    private final List<String> problems = new ArrayList<>();

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
        LibTorchFolder.of(System.getenv(EngineProvider.UNFIT + LibTorchFolder.VARIABLE))
                .or(() -> LibTorchFolder.of(System.getenv(LibTorchFolder.VARIABLE)))
                .flatMap(named -> named.misfit(version()))
                .ifPresent(problems::add);
        gpus = countGpus();
        metal = AppleGpu.computes(root);
    }

    /// The version of PyTorch that this build is made for, without loading it.
    static String version() {
        // A build has its date behind it.
        return Platform.detectPlatform("pytorch").getVersion().replaceAll("-.*", "");
    }

    /// A GPU that cannot be used leaves the CPU as it is.
    private int countGpus() {
        int found;
        try {
            found = torch.getGpuCount();
        } catch (RuntimeException | LinkageError e) {
            problems.add("NVIDIA's GPUs cannot be used (" + firstLine(e) + "): see what nvidia-smi says.");
            return 0;
        }
        if (found == 0) {
            String why = NvidiaDriver.ofSystem().without(LibTorchFolder.isCuda(Path.of(LibUtils.getLibtorchPath())));
            if (!why.isEmpty()) {
                problems.add(why);
            }
        }
        return found;
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
        for (int i = 0; i < gpus; i++) {
            devices.add(new Device("cuda:" + i, id(), "NVIDIA GPU " + i, gpuMemory(i)));
        }
        if (metal) {
            devices.add(new Device(MPS, id(), "Apple GPU", memory));
        }
        return devices;
    }

    @Override
    public List<String> problems() {
        return problems;
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
        try {
            return ai.djl.util.cuda.CudaUtils.getGpuMemory(ai.djl.Device.gpu(index))
                    .getMax();
        } catch (RuntimeException | LinkageError e) {
            return 0;
        }
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
        if (device.id().equals(MPS)) {
            return AppleGpu.DEVICE;
        }
        throw new DeviceUnavailableException("DJL has no device " + device.id() + ": it runs on cpu, cuda:N and mps.");
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
