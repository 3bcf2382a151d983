package glassformer.engine.tornado;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import glassformer.engine.Engine;
import glassformer.engine.kernels.DjlParity;
import org.junit.jupiter.api.BeforeAll;

class TornadoParityTest extends DjlParity {
    private static Engine engine;

    @BeforeAll
    static void openTornado() {
        assumeTrue(
                System.getProperty("tornado.load.runtime.implementation") != null,
                "the tests were started without TornadoVM's SDK");
        engine = new TornadoEngine();
    }

    @Override
    protected Engine engine() {
        return engine;
    }
}
