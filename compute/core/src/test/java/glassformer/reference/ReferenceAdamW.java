package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.AdamW;
import glassformer.engine.LearningRates;
import glassformer.engine.Weights;
import java.util.HashMap;
import java.util.Map;

/// AdamW as in algorithm 2 of Loshchilov & Hutter (2019), with clipping by the global norm and a share of
/// the learning rate for each tensor, in double precision.
final class ReferenceAdamW {
    private final Blueprint blueprint;
    private final AdamW settings;
    private LearningRates rates;
    private final Map<String, double[]> values = new HashMap<>();
    private final Map<String, double[]> first = new HashMap<>();
    private final Map<String, double[]> second = new HashMap<>();
    private final Map<String, Integer> steps = new HashMap<>();

    ReferenceAdamW(Blueprint blueprint, Weights weights, AdamW settings, LearningRates rates) {
        this.blueprint = blueprint;
        this.settings = settings;
        this.rates = rates;
        weights.tensors().forEach((name, tensor) -> {
            double[] wide = new double[tensor.values().length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = tensor.values()[i];
            }
            values.put(name, wide);
            first.put(name, new double[wide.length]);
            second.put(name, new double[wide.length]);
        });
    }

    /// Trains other tensors from now on; what was trained before goes on with its memory.
    void train(LearningRates others) {
        rates = others;
    }

    /// @return the gradient's norm before clipping
    double update(Weights gradients, double rate, double clip) {
        double square = 0;
        for (var tensor : gradients.tensors().values()) {
            for (float g : tensor.values()) {
                square += (double) g * g;
            }
        }
        double norm = Math.sqrt(square);
        double factor = norm > clip ? clip / norm : 1;
        for (Weight weight : ParameterTable.of(blueprint).weights()) {
            Double share = rates.factors().get(weight.name());
            if (share == null) {
                continue;
            }
            int own = steps.merge(weight.name(), 1, Integer::sum);
            double[] theta = values.get(weight.name());
            double[] m = first.get(weight.name());
            double[] v = second.get(weight.name());
            float[] g = gradients.get(weight.name()).values();
            for (int i = 0; i < theta.length; i++) {
                double gradient = g[i] * factor;
                m[i] = settings.beta1() * m[i] + (1 - settings.beta1()) * gradient;
                v[i] = settings.beta2() * v[i] + (1 - settings.beta2()) * gradient * gradient;
                double mHat = m[i] / (1 - Math.pow(settings.beta1(), own));
                double vHat = v[i] / (1 - Math.pow(settings.beta2(), own));
                double decay = weight.decays() ? settings.weightDecay() : 0;
                theta[i] -= rate * share * (mHat / (Math.sqrt(vHat) + settings.epsilon()) + decay * theta[i]);
            }
        }
        return norm;
    }

    void assertClose(Weights actual, double tolerance) {
        values.forEach((name, expected) -> {
            float[] found = actual.get(name).values();
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) found[i]).as(name).isCloseTo(expected[i], within(tolerance));
            }
        });
    }
}
