package glassformer.reference;

import glassformer.engine.Engine;

/// The contract can be kept.
class ReferenceEngineTest extends EngineContract {
    private final ReferenceEngine engine = new ReferenceEngine();

    @Override
    protected Engine engine() {
        return engine;
    }
}
