package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import glassformer.engine.DeviceMemoryException;
import glassformer.engine.DeviceUnavailableException;
import glassformer.engine.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be wrong with a machine's drivers and libraries, each told in one sentence.
class DeviceFaultsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void aFolderWithoutLibtorchIsNamed() {
        assertThat(new LibTorchFolder(folder).misfit("2.7.1").orElseThrow())
                .isEqualTo(
                        "PYTORCH_LIBRARY_PATH is " + folder + ", where no libtorch is, so PyTorch 2.7.1 for the CPU is"
                                + " used: it must name the folder of libtorch_cpu.so.");
    }

    @Test
    void aLibtorchOfAnotherVersionIsToldByWhatItSaysOfItself() throws IOException {
        Path lib = libtorch();
        assertThat(new LibTorchFolder(lib).misfit("2.7.1")).isEmpty();
        Files.writeString(folder.resolve("build-version"), "2.5.1+cu124\n");
        assertThat(new LibTorchFolder(lib).misfit("2.7.1").orElseThrow())
                .contains("which has PyTorch 2.5.1,")
                .endsWith("only a libtorch 2.7.1 fits.");
        assertThat(new LibTorchFolder(lib).misfit("2.5.1")).isEmpty();
    }

    @Test
    void pythonsTorchTellsItsVersionInAFileOfPython() throws IOException {
        Path lib = libtorch();
        Files.writeString(folder.resolve("version.py"), "cuda = None\n__version__ = '1.13.0'\n");
        assertThat(new LibTorchFolder(lib).misfit("2.7.1").orElseThrow()).contains("which has PyTorch 1.13.0,");
    }

    @Test
    void theVariableThatDoesNotFitIsFoundBeforeAnythingIsLoaded() {
        Map<String, String> environment = Map.of(LibTorchFolder.VARIABLE, folder.toString());
        try (Engines engines = new Engines()) {
            assertThat(engines.unfitVariables(environment)).containsOnlyKeys(LibTorchFolder.VARIABLE);
            assertThat(engines.unfitVariables(Map.of())).isEmpty();
        }
    }

    @Test
    void aDriverWithoutAPyTorchForItAndTheOtherWayRoundAreTold() throws IOException {
        NvidiaDriver none = new NvidiaDriver(folder.resolve("version"), "");
        assertThat(none.without(false)).isEmpty();
        assertThat(none.without(true)).contains("finds no NVIDIA driver");
        Path version = Files.writeString(folder.resolve("version"), "NVRM version: 560");
        NvidiaDriver loaded = new NvidiaDriver(version, "");
        assertThat(loaded.without(false))
                .contains("build with the profile cuda")
                .contains("PYTORCH_LIBRARY_PATH");
        assertThat(loaded.without(true)).contains("CUDA_VISIBLE_DEVICES");
        Path tool = Files.writeString(folder.resolve("nvidia-smi"), "");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        assertThat(new NvidiaDriver(folder.resolve("nowhere"), folder.toString()).isInstalled())
                .isTrue();
    }

    @Test
    void aLostGpuALackOfMemoryAndAMistakeAreToldApart() {
        assertThat(told("CUDA out of memory. Tried to allocate 2.00 GiB")).isInstanceOf(DeviceMemoryException.class);
        assertThat(
                        told(
                                "The following operation failed\nRuntimeError: CUDA error: unspecified launch failure\nCompile"))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageStartingWith(
                        "The device no longer answers (RuntimeError: CUDA error: unspecified launch failure): ");
        assertThat(told("shapes [2] and [3] do not fit")).isInstanceOf(EngineException.class);
    }

    private static RuntimeException told(String message) {
        return DeviceFailure.told(new EngineException(message));
    }

    private Path libtorch() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        for (String name : new String[] {"libtorch_cpu.so", "libtorch_cpu.dylib", "torch_cpu.dll"}) {
            Files.writeString(lib.resolve(name), "");
        }
        return lib;
    }
}
