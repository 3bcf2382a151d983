package glassformer.reference;

import glassformer.engine.Engine;

class ReferenceParallelTest extends ParallelContract {
    private final ReferenceEngine engine = new ReferenceEngine();

    @Override
    protected Engine engine() {
        return engine;
    }
}
