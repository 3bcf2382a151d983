package glassformer.engine.tornado;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Ability;
import glassformer.engine.Device;
import glassformer.engine.DeviceUnavailableException;
import glassformer.engine.Engine;
import glassformer.engine.KernelSource;
import glassformer.engine.ModelSession;
import glassformer.engine.Throughput;
import glassformer.engine.Weights;
import glassformer.engine.kernels.Kernel;
import glassformer.engine.kernels.KernelSession;
import glassformer.engine.kernels.KernelTexts;
import glassformer.engine.kernels.KernelTrial;
import glassformer.engine.kernels.Parallel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/// Devices that TornadoVM finds, by its drivers' names: `opencl:0`.
final class TornadoEngine implements Engine {
    private final Map<Device, TornadoDevice> devices = new LinkedHashMap<>();
    /// By device and kernel.
    private final Map<String, String> compiled = new ConcurrentHashMap<>();

    TornadoEngine() {
        // The kernels do not know TornadoVM and have an annotation of their own for loops.
        System.setProperty("tornado.load.annotation.parallel", Parallel.class.getName());
        // A step is a graph of some hundreds of kernels, for which TornadoVM's usual few kilobytes are too small.
        System.setProperty("tornado.tvm.maxbytecodesize", Integer.toString(1 << 20));
        // TornadoVM asks OpenCL for fast arithmetic, which takes every number for finite; a loss may be none.
        System.setProperty("tornado.opencl.compiler.flags", "-cl-mad-enable -w");
        // Neighbouring passes for each thread of a processor, so that its vector units are of use.
        System.setProperty("tornado.scheduler.block", "True");
        // A kernel that can't be compiled must not silently run as Java on what the host has of the arrays.
        System.setProperty("tornado.recover.bailout", "False");
        TornadoRuntime runtime = TornadoRuntimeProvider.getTornadoRuntime();
        for (int driver = 0; driver < runtime.getNumBackends(); driver++) {
            TornadoBackend backend = runtime.getBackend(driver);
            String kind = kind(backend.getBackendType());
            for (int i = 0; i < backend.getNumDevices(); i++) {
                TornadoDevice device = backend.getDevice(i);
                devices.put(
                        new Device(
                                kind + ":" + i,
                                id(),
                                device.getPhysicalDevice().getDeviceName().strip(),
                                device.getMaxGlobalMemory()),
                        device);
            }
        }
    }

    /// CUDA's plain name is DJL's.
    private static String kind(TornadoVMBackendType type) {
        String name = type.name().toLowerCase(Locale.ROOT);
        return name.equals("cuda") ? "tornado-cuda" : name;
    }

    @Override
    public String id() {
        return "tornado";
    }

    @Override
    public String description() {
        String version = TornadoRuntime.class.getPackage().getImplementationVersion();
        return "TornadoVM" + (version == null ? "" : " " + version);
    }

    /// A person who has a GPU that DJL can use does not mean TornadoVM, which names it, too.
    @Override
    public boolean isUsual() {
        return false;
    }

    @Override
    public List<Device> devices() {
        return List.copyOf(devices.keySet());
    }

    @Override
    public Set<Ability> abilities(Device device) {
        return Ability.allBut(Ability.BFLOAT16, Ability.FLOAT16, Ability.ACTIVATION_CHECKPOINTING, Ability.ACTIVATIONS);
    }

    @Override
    public List<String> kernels(Device device) {
        return KernelTexts.names();
    }

    @Override
    public KernelSource kernel(Device device, String name) {
        Kernel kernel = KernelTexts.named(name);
        TornadoDevice found = found(device);
        String generated =
                compiled.computeIfAbsent(device.id() + " " + name, unseen -> GeneratedCode.of(kernel, found));
        return new KernelSource(name, KernelTexts.java(kernel), language(found), generated);
    }

    private static String language(TornadoDevice device) {
        return switch (device.getTornadoVMBackend()) {
            case OPENCL -> "OpenCL C";
            case METAL -> "Metal";
            case PTX -> "PTX";
            case CUDA -> "CUDA C++";
            case SPIRV -> "SPIR-V";
            case JAVA, VIRTUAL -> device.getTornadoVMBackend().name();
        };
    }

    @Override
    public Optional<Throughput> throughput(Device device) {
        return Optional.of(KernelTrial.on(new TornadoExecutor(found(device))));
    }

    @Override
    public ModelSession open(Blueprint blueprint, Weights weights, Device device) {
        return new KernelSession(blueprint, weights, new TornadoExecutor(found(device)));
    }

    private TornadoDevice found(Device device) {
        TornadoDevice found = devices.get(device);
        if (found == null) {
            throw new DeviceUnavailableException("TornadoVM has no device " + device.id() + ".");
        }
        return found;
    }

    @Override
    public void close() {}
}
