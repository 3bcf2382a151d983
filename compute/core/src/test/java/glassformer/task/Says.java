package glassformer.task;

import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import java.lang.reflect.Proxy;
import java.util.function.BiFunction;

/// A model that gives scores by rule and can do nothing else.
final class Says {
    private Says() {}

    /// @param scores from what is read and the head's name
    static ModelSession scores(BiFunction<Tokens, String, Tensor> scores) {
        return (ModelSession) Proxy.newProxyInstance(
                Says.class.getClassLoader(), new Class<?>[] {ModelSession.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("logits")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return scores.apply((Tokens) arguments[0], (String) arguments[2]);
                });
    }
}
