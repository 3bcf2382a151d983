package glassformer.engine.tornado;

import glassformer.engine.Engine;
import glassformer.reference.EngineContract;
import org.junit.jupiter.api.BeforeAll;

/// On the first device that TornadoVM finds.
class TornadoEngineTest extends EngineContract {
    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = new TornadoEngine();
    }

    @Override
    protected Engine engine() {
        return engine;
    }
}
