package glassformer.engine.tornado;

import glassformer.engine.Engine;
import glassformer.engine.kernels.DjlParity;
import org.junit.jupiter.api.BeforeAll;

class TornadoParityTest extends DjlParity {
    private static Engine engine;

    @BeforeAll
    static void openTornado() {
        engine = new TornadoEngine();
    }

    @Override
    protected Engine engine() {
        return engine;
    }
}
