package glassformer.engine.djl;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether NVIDIA's driver is installed, without loading anything of it.
///
/// @param version where Linux's driver tells its version
/// @param path    the system's search path, on which the driver's own tool `nvidia-smi` lies
record NvidiaDriver(Path version, String path) {
    static NvidiaDriver ofSystem() {
        String path = System.getenv("PATH");
        return new NvidiaDriver(Path.of("/proc/driver/nvidia/version"), path == null ? "" : path);
    }

    boolean isInstalled() {
        return Files.isReadable(version)
                || Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                        .filter(folder -> !folder.isBlank())
                        .anyMatch(folder -> new File(folder, "nvidia-smi").canExecute()
                                || new File(folder, "nvidia-smi.exe").exists());
    }

    /// What to say where PyTorch finds no GPU; empty where there is nothing to say.
    ///
    /// @param cuda whether PyTorch is one for CUDA
    String without(boolean cuda) {
        if (cuda && !isInstalled()) {
            return "PyTorch for CUDA finds no NVIDIA driver: install NVIDIA's, or use the CPU.";
        }
        if (cuda) {
            return "PyTorch for CUDA finds no GPU that it can use, though NVIDIA's driver is installed: see what nvidia-smi"
                    + " says, and whether CUDA_VISIBLE_DEVICES hides it.";
        }
        return isInstalled()
                ? "NVIDIA's driver is installed, but this PyTorch computes on the CPU only: build with the profile cuda,"
                        + " or name the folder of a libtorch for CUDA in PYTORCH_LIBRARY_PATH."
                : "";
    }
}
