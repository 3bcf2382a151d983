package glassformer.engine.kernels;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import java.util.Arrays;
import java.util.List;

/// Kernels as people name and read them.
public final class KernelTexts {
    private KernelTexts() {}

    public static List<String> names() {
        return Named.ids(Kernel.class);
    }

    /// @throws BadInputException where there is none; the message lists those that there are
    public static Kernel named(String name) {
        return Arrays.stream(Kernel.values())
                .filter(kernel -> kernel.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "There is no kernel " + name + "; there are " + String.join(", ", names()) + "."));
    }

    /// The Java of a kernel, with the methods that it calls and what their comments say.
    public static String java(Kernel kernel) {
        return JavaText.of(kernel);
    }
}
