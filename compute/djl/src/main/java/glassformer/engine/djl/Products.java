package glassformer.engine.djl;

import org.jspecify.annotations.Nullable;

/// Who multiplies matrices in a compiled model.
///
/// PyTorch's CPU build sends float32 products to Intel's MKL, which leaves half of what an AMD processor can do
/// unused. oneDNN, which is in the same library, picks its kernels by what the processor can do, not by who made it,
/// and is as fast on Intel's. The choice must not depend on a measurement: a resumed run has to compute the same.
enum Products {
    PLAIN,
    /// Has no gradient of its own, see [ProductTape].
    ONE_DNN;

    static Products of(ai.djl.Device device) {
        String architecture = System.getProperty("os.arch");
        boolean x86 = architecture.equals("amd64") || architecture.equals("x86_64");
        return x86 && !device.isGpu() ? ONE_DNN : PLAIN;
    }

    /// The expression of `x` `(..., in)` times a weight `(out, in)`, plus a bias.
    String write(String x, String weight, @Nullable String bias) {
        String operands = x + ", " + weight + ", " + (bias == null ? "None" : bias);
        return switch (this) {
            case PLAIN -> "torch.linear(" + operands + ")";
            case ONE_DNN ->
                "ops.mkldnn._linear_pointwise(" + operands + ", \"none\", annotate(List[Optional[number]], []), \"\")";
        };
    }
}
