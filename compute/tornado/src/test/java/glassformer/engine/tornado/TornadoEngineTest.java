package glassformer.engine.tornado;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import glassformer.engine.Engine;
import glassformer.reference.EngineContract;
import org.junit.jupiter.api.BeforeAll;

/// On the first device that TornadoVM finds.
class TornadoEngineTest extends EngineContract {
    private static Engine engine;

    @BeforeAll
    static void open() {
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
