package glassformer.engine.kernels;

import glassformer.engine.Engine;

class JavaParityTest extends DjlParity {
    @Override
    protected Engine engine() {
        return new JavaEngine(new JavaExecutor(1));
    }
}
