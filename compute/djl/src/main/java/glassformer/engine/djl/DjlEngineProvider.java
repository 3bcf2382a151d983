package glassformer.engine.djl;

import glassformer.engine.Engine;
import glassformer.engine.EngineProvider;

/// Makes the DJL engine known to [java.util.ServiceLoader].
public final class DjlEngineProvider implements EngineProvider {
    @Override
    public String id() {
        return "djl";
    }

    @Override
    public Engine open() {
        return new DjlEngine();
    }
}
