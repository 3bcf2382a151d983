package glassformer.engine.kernels;

import glassformer.engine.Engine;
import glassformer.reference.EngineContract;

/// What devices are asked to compute, computed as plain Java.
class JavaEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new JavaEngine(new JavaExecutor(1));
    }
}
