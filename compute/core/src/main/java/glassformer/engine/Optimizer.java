package glassformer.engine;

import java.util.List;

/// The rule by which a step's gradient changes weights. Weight decay applies to the weights whose
/// [glassformer.blueprint.Weight#decays] says so.
public sealed interface Optimizer {
    /// What it remembers of each tensor, in the tensor's shape and 0 at first, by PyTorch's names.
    List<String> memory();

    /// How strongly weights are pulled to zero.
    double weightDecay();

    /// Whether the decay changes weights apart from the gradient (Loshchilov & Hutter 2019). Else it is the gradient
    /// of an L2 penalty and goes through the rule with the rest.
    boolean decoupled();

    /// Stochastic gradient descent with momentum (Polyak 1964), on wish looking ahead (Nesterov 1983), as in PyTorch:
    /// the momentum is a sum of gradients, not a mean.
    record Sgd(double momentum, boolean nesterov, double weightDecay) implements Optimizer {
        public Sgd {
            if (nesterov && momentum == 0) {
                throw new IllegalArgumentException("Nesterov's look ahead needs a momentum above 0");
            }
        }

        @Override
        public List<String> memory() {
            return momentum == 0 ? List.of() : List.of("momentum_buffer");
        }

        @Override
        public boolean decoupled() {
            return false;
        }
    }

    /// Kingma & Ba (2015).
    record Adam(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
        @Override
        public List<String> memory() {
            return MOMENTS;
        }

        @Override
        public boolean decoupled() {
            return false;
        }
    }

    /// Adam whose decay is apart from the gradient, algorithm 2 of Loshchilov & Hutter (2019).
    record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
        @Override
        public List<String> memory() {
            return MOMENTS;
        }

        @Override
        public boolean decoupled() {
            return true;
        }
    }

    /// Tieleman & Hinton (2012).
    ///
    /// @param smoothing the share of the squared gradient's mean that each step keeps
    record RmsProp(double smoothing, double epsilon, double weightDecay) implements Optimizer {
        @Override
        public List<String> memory() {
            return List.of("square_avg");
        }

        @Override
        public boolean decoupled() {
            return false;
        }
    }

    /// Duchi, Hazan & Singer (2011).
    record Adagrad(double epsilon, double weightDecay) implements Optimizer {
        @Override
        public List<String> memory() {
            return List.of("sum");
        }

        @Override
        public boolean decoupled() {
            return false;
        }
    }

    /// Chen et al. (2023): each weight moves by the learning rate, in the direction of a mean gradient's sign.
    record Lion(double beta1, double beta2, double weightDecay) implements Optimizer {
        @Override
        public List<String> memory() {
            return List.of("exp_avg");
        }

        @Override
        public boolean decoupled() {
            return true;
        }
    }

    List<String> MOMENTS = List.of("exp_avg", "exp_avg_sq");
}
