package glassformer.numerics;

import glassformer.engine.DeviceUnavailableException;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The library on the class path, loaded when something is first computed with it.
public final class LazyNumerics implements Numerics {
    private @Nullable Numerics opened;

    @Override
    public String description() {
        return library().description();
    }

    @Override
    public Matrix product(Matrix a, boolean transposeA, Matrix b, boolean transposeB) {
        return library().product(a, transposeA, b, transposeB);
    }

    @Override
    public Eigen eigen(Matrix symmetric) {
        return library().eigen(symmetric);
    }

    private synchronized Numerics library() {
        if (opened == null) {
            opened = ServiceLoader.load(NumericsProvider.class)
                    .findFirst()
                    .orElseThrow(() -> new DeviceUnavailableException(
                            "There is no library for linear algebra on the class path (glassformer-nd4j)."))
                    .open();
        }
        return opened;
    }
}
