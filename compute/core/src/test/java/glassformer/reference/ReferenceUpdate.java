package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.LearningRates;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.Penalties;
import glassformer.engine.StepSettings;
import glassformer.engine.Tensor;
import glassformer.engine.TensorStatistics;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/// The optimizers one weight at a time, in double precision, as their papers give them, with clipping by the global
/// norm, penalties, a mean of the weights and a share of the learning rate for each tensor.
public final class ReferenceUpdate {
    private final Blueprint blueprint;
    private final UpdateRule rule;
    private LearningRates rates;
    private final Map<String, double[]> values = new LinkedHashMap<>();
    private final Map<String, double[]> means = new LinkedHashMap<>();
    private final Map<String, Map<String, double[]>> memory = new LinkedHashMap<>();
    private final Map<String, Long> own = new HashMap<>();
    private final OptimizerState before;
    private long steps;

    public ReferenceUpdate(
            Blueprint blueprint, Weights weights, UpdateRule rule, OptimizerState state, LearningRates rates) {
        this.blueprint = blueprint;
        this.rule = rule;
        this.rates = rates;
        this.before = state;
        this.steps = state.steps();
        weights.tensors().forEach((name, tensor) -> {
            means.put(name, wide(tensor));
            values.put(name, wide(state.live().tensors().getOrDefault(name, tensor)));
        });
        state.memory().forEach((kind, tensors) -> {
            Map<String, double[]> of = new HashMap<>();
            tensors.tensors().forEach((name, tensor) -> of.put(name, wide(tensor)));
            memory.put(kind, of);
        });
        rates.factors().keySet().forEach(name -> own.put(name, state.stepsOf(name)));
    }

    /// Trains other tensors from now on; what was trained before goes on with its memory.
    void train(LearningRates others) {
        rates = others;
    }

    double update(Weights gradients, double rate, double clip) {
        Map<String, double[]> wide = new HashMap<>();
        gradients.tensors().forEach((name, tensor) -> wide.put(name, wide(tensor)));
        return update(wide, StepSettings.of(rate, clip, 1));
    }

    /// @return the gradient's norm before clipping
    public double update(Map<String, double[]> gradients, StepSettings settings) {
        double square = 0;
        for (String name : rates.factors().keySet()) {
            for (double g : Objects.requireNonNull(gradients.get(name))) {
                square += g * g;
            }
        }
        double norm = Math.sqrt(square);
        if (!Double.isFinite(norm)) {
            return norm;
        }
        double factor = settings.clipNorm() > 0 && norm > settings.clipNorm() ? settings.clipNorm() / norm : 1;
        SplittableRandom random = new SplittableRandom(settings.seed());
        steps++;
        double newest = rule.newestShare(steps);
        for (Weight weight : ParameterTable.of(blueprint).weights()) {
            String name = weight.name();
            Double share = rates.factors().get(name);
            if (share == null) {
                continue;
            }
            long t = own.merge(name, 1L, Long::sum);
            double[] theta = Objects.requireNonNull(values.get(name));
            double[] mean = Objects.requireNonNull(means.get(name));
            double[] gradient = Objects.requireNonNull(gradients.get(name));
            for (int i = 0; i < theta.length; i++) {
                double g = gradient[i] * factor + (settings.noise() > 0 ? random.nextGaussian(0, settings.noise()) : 0);
                if (weight.decays()) {
                    g += rule.l1() * Math.signum(theta[i]);
                }
                double decay = weight.decays() ? rule.optimizer().weightDecay() : 0;
                theta[i] = one(theta[i], g, settings.learningRate() * share, decay, t, name, i);
                mean[i] = rule.averages() ? mean[i] + newest * (theta[i] - mean[i]) : theta[i];
            }
        }
        return norm;
    }

    /// @param t the tensor's update, from 1
    private double one(double w, double g, double rate, double decay, long t, String name, int i) {
        switch (rule.optimizer()) {
            case Optimizer.Sgd sgd -> {
                double d = g + decay * w;
                if (sgd.momentum() == 0) {
                    return w - rate * d;
                }
                double[] b = of("momentum_buffer", name);
                b[i] = sgd.momentum() * b[i] + d;
                return w - rate * (sgd.nesterov() ? d + sgd.momentum() * b[i] : b[i]);
            }
            case Optimizer.Adam adam -> {
                return w - rate * moments(g + decay * w, adam.beta1(), adam.beta2(), adam.epsilon(), t, name, i);
            }
            case Optimizer.AdamW adamw -> {
                double step = moments(g, adamw.beta1(), adamw.beta2(), adamw.epsilon(), t, name, i);
                return w - rate * (step + decay * w);
            }
            case Optimizer.RmsProp rmsProp -> {
                double d = g + decay * w;
                double[] s = of("square_avg", name);
                s[i] = rmsProp.smoothing() * s[i] + (1 - rmsProp.smoothing()) * d * d;
                return w - rate * d / (Math.sqrt(s[i]) + rmsProp.epsilon());
            }
            case Optimizer.Adagrad adagrad -> {
                double d = g + decay * w;
                double[] s = of("sum", name);
                s[i] += d * d;
                return w - rate * d / (Math.sqrt(s[i]) + adagrad.epsilon());
            }
            case Optimizer.Lion lion -> {
                double[] m = of("exp_avg", name);
                double direction = Math.signum(lion.beta1() * m[i] + (1 - lion.beta1()) * g);
                m[i] = lion.beta2() * m[i] + (1 - lion.beta2()) * g;
                return w - rate * (direction + decay * w);
            }
        }
    }

    private double moments(double g, double beta1, double beta2, double epsilon, long t, String name, int i) {
        double[] m = of("exp_avg", name);
        double[] v = of("exp_avg_sq", name);
        m[i] = beta1 * m[i] + (1 - beta1) * g;
        v[i] = beta2 * v[i] + (1 - beta2) * g * g;
        double mHat = m[i] / (1 - Math.pow(beta1, t));
        double vHat = v[i] / (1 - Math.pow(beta2, t));
        return mHat / (Math.sqrt(vHat) + epsilon);
    }

    private double[] of(String kind, String name) {
        int size = Objects.requireNonNull(values.get(name)).length;
        return memory.computeIfAbsent(kind, none -> new HashMap<>()).computeIfAbsent(name, none -> new double[size]);
    }

    /// What steps change, as it is now.
    public Map<String, double[]> moving() {
        Map<String, double[]> copies = new LinkedHashMap<>();
        rates.factors()
                .keySet()
                .forEach(name -> copies.put(
                        name, Objects.requireNonNull(values.get(name)).clone()));
        return copies;
    }

    /// @param before [#moving] before the update by these gradients
    public List<TensorStatistics> statistics(Map<String, double[]> before, Map<String, double[]> gradients) {
        List<TensorStatistics> statistics = new ArrayList<>();
        moving().forEach((name, now) -> {
            statistics.add(TensorStatistics.ofGradient(name, Objects.requireNonNull(gradients.get(name))));
            statistics.add(TensorStatistics.ofWeight(name, now, Objects.requireNonNull(before.get(name))));
        });
        return statistics;
    }

    /// What the weights add to the loss now.
    public Penalties penalties() {
        double sum = 0;
        double squares = 0;
        for (Weight weight : rates.trained(blueprint)) {
            if (weight.decays()) {
                for (double value : Objects.requireNonNull(values.get(weight.name()))) {
                    sum += Math.abs(value);
                    squares += value * value;
                }
            }
        }
        return new Penalties(rule.l1() * sum, rule.l2() / 2 * squares);
    }

    /// The model's.
    public Weights weights() {
        return narrow(means, means.keySet());
    }

    public OptimizerState state() {
        Map<String, Weights> kinds = new LinkedHashMap<>();
        for (String kind : rule.optimizer().memory()) {
            rates.factors().keySet().forEach(name -> of(kind, name));
            kinds.put(
                    kind,
                    narrow(
                            Objects.requireNonNull(memory.get(kind)),
                            rates.factors().keySet()));
        }
        Weights live = rule.averages() ? narrow(values, rates.factors().keySet()) : new Weights(Map.of());
        return new OptimizerState(steps, kinds, live, before.missed());
    }

    private Weights narrow(Map<String, double[]> all, Iterable<String> names) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Weight> table = new HashMap<>();
        ParameterTable.of(blueprint).weights().forEach(weight -> table.put(weight.name(), weight));
        for (String name : names) {
            double[] wide = Objects.requireNonNull(all.get(name));
            float[] floats = new float[wide.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) wide[i];
            }
            tensors.put(name, new Tensor(Objects.requireNonNull(table.get(name)).shape(), floats));
        }
        return new Weights(tensors);
    }

    private static double[] wide(Tensor tensor) {
        double[] wide = new double[tensor.values().length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = tensor.values()[i];
        }
        return wide;
    }

    /// The distance of a model's weights from these as a share of how far these came from `start`.
    double distance(Weights actual, Weights start) {
        double off = 0;
        double way = 0;
        for (Map.Entry<String, double[]> entry : means.entrySet()) {
            double[] expected = entry.getValue();
            float[] found = actual.get(entry.getKey()).values();
            float[] from = start.get(entry.getKey()).values();
            for (int i = 0; i < expected.length; i++) {
                off += (found[i] - expected[i]) * (found[i] - expected[i]);
                way += (from[i] - expected[i]) * (from[i] - expected[i]);
            }
        }
        return Math.sqrt(off / way);
    }

    void assertClose(Weights actual, double tolerance) {
        means.forEach((name, expected) -> {
            float[] found = actual.get(name).values();
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) found[i]).as(name).isCloseTo(expected[i], within(tolerance));
            }
        });
    }
}
