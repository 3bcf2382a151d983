package glassformer.engine.djl;

/// Who multiplies matrices in a compiled model.
///
/// PyTorch's CPU build sends float32 products to Intel's MKL, which leaves half of what an AMD processor can do
/// unused. oneDNN, which is in the same library, picks its kernels by what the processor can do, not by who made it,
/// and is as fast on Intel's. The choice must not depend on a measurement: a resumed run has to compute the same.
enum Products {
    PLAIN,
    ONE_DNN;

    static Products of(ai.djl.Device device) {
        String architecture = System.getProperty("os.arch");
        boolean x86 = architecture.equals("amd64") || architecture.equals("x86_64");
        return x86 && !device.isGpu() ? ONE_DNN : PLAIN;
    }
}
