package glassformer.engine.djl;

import glassformer.engine.Engine;
import glassformer.reference.ComputationContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ComputationTest extends ComputationContract {
    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = new DjlEngine();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Override
    protected Engine engine() {
        return engine;
    }
}
