package glassformer.engine.djl;

import glassformer.engine.Engine;
import glassformer.engine.EngineProvider;
import java.util.Map;

/// Makes the DJL engine known to [java.util.ServiceLoader].
public final class DjlEngineProvider implements EngineProvider {
    @Override
    public String id() {
        return "djl";
    }

    @Override
    public Map<String, String> unfitVariables(Map<String, String> environment) {
        return LibTorchFolder.of(environment.get(LibTorchFolder.VARIABLE))
                .flatMap(named -> named.misfit(DjlEngine.version()))
                .map(sentence -> Map.of(LibTorchFolder.VARIABLE, sentence))
                .orElse(Map.of());
    }

    @Override
    public Engine open() {
        return new DjlEngine();
    }
}
