package glassformer.train;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import glassformer.engine.Optimizer;
import glassformer.settings.Values;
import java.util.Set;

/// The optimizers by their names in `training.optimizer.kind`.
public enum OptimizerKind implements Named {
    SGD("sgd", "momentum", "nesterov"),
    ADAM("adam", "beta1", "beta2", "epsilon"),
    ADAMW("adamw", "beta1", "beta2", "epsilon"),
    RMSPROP("rmsprop", "smoothing", "epsilon"),
    ADAGRAD("adagrad", "epsilon"),
    LION("lion", "beta1", "beta2");

    private static final String PREFIX = "training.optimizer.";

    private static final Set<String> ALWAYS = Set.of("kind", "learningRate", "weightDecay", "l1");

    private final String id;
    private final Set<String> own;

    OptimizerKind(String id, String... own) {
        this.id = id;
        this.own = Set.of(own);
    }

    static OptimizerKind of(Values values) {
        return Named.of(OptimizerKind.class, values.text(PREFIX + "kind"));
    }

    /// Whether a setting has a say in this kind.
    boolean uses(String key) {
        if (!key.startsWith(PREFIX)) {
            return true;
        }
        String name = key.substring(PREFIX.length());
        return ALWAYS.contains(name) || own.contains(name);
    }

    @Override
    public String id() {
        return id;
    }

    Optimizer optimizer(Values values) {
        double decay = values.real(PREFIX + "weightDecay");
        double beta1 = values.real(PREFIX + "beta1");
        double beta2 = values.real(PREFIX + "beta2");
        double epsilon = values.real(PREFIX + "epsilon");
        return switch (this) {
            case SGD -> {
                double momentum = values.real(PREFIX + "momentum");
                boolean nesterov = values.flag(PREFIX + "nesterov");
                if (nesterov && momentum == 0) {
                    throw new BadInputException(
                            "training.optimizer.nesterov is true, but training.optimizer.momentum is"
                                    + " 0: looking ahead needs a momentum above 0.");
                }
                yield new Optimizer.Sgd(momentum, nesterov, decay);
            }
            case ADAM -> new Optimizer.Adam(beta1, beta2, epsilon, decay);
            case ADAMW -> new Optimizer.AdamW(beta1, beta2, epsilon, decay);
            case RMSPROP -> new Optimizer.RmsProp(values.real(PREFIX + "smoothing"), epsilon, decay);
            case ADAGRAD -> new Optimizer.Adagrad(epsilon, decay);
            case LION -> new Optimizer.Lion(beta1, beta2, decay);
        };
    }
}
