package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Weight;
import glassformer.engine.LearningRates;
import glassformer.engine.Optimizer;
import glassformer.engine.UpdateRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The part of a training step that turns gradients into new weights. Each group of tensors that are updated alike has
/// the attributes `Pi` its weights, `Si` their step counts, `Mi_k` the k-th memory of the optimizer and, with
/// averaging, `Ei` the means.
///
/// @param groups in the order of their gradients
record DescentScript(UpdateRule rule, List<Group> groups) {
    /// @param factor of the learning rate
    record Group(double factor, boolean decays, List<Weight> weights) {}

    static DescentScript of(UpdateRule rule, Blueprint blueprint, LearningRates rates) {
        record Key(double factor, boolean decays) {}
        Map<Key, List<Weight>> groups = new LinkedHashMap<>();
        for (Weight weight : rates.trained(blueprint)) {
            double factor = Objects.requireNonNull(rates.factors().get(weight.name()));
            groups.computeIfAbsent(new Key(factor, weight.decays()), key -> new ArrayList<>())
                    .add(weight);
        }
        return new DescentScript(
                rule,
                groups.entrySet().stream()
                        .map(group -> new Group(
                                group.getKey().factor(), group.getKey().decays(), group.getValue()))
                        .toList());
    }

    List<Weight> trained() {
        return groups.stream().flatMap(group -> group.weights().stream()).toList();
    }

    /// The attributes of a group in the order in which `bindI` takes them.
    List<String> lists(int group) {
        List<String> lists = new ArrayList<>(List.of("P" + group, "S" + group));
        for (int k = 0; k < rule.optimizer().memory().size(); k++) {
            lists.add(memory(group, k));
        }
        if (rule.averages()) {
            lists.add("E" + group);
        }
        return lists;
    }

    List<String> lists() {
        List<String> lists = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            lists.addAll(lists(i));
        }
        return lists;
    }

    private static String memory(int group, int kind) {
        return "M" + group + "_" + kind;
    }

    /// @see ScriptParts#TRAINING for `h`
    void write(ScriptWriter out) {
        out.open("def descend(" + ModelScript.SELF + ", g: List[Tensor], h: List[float]) -> None:");
        int from = 0;
        for (int i = 0; i < groups.size(); i++) {
            int to = from + groups.get(i).weights().size();
            group(out, i, out.let("d", "torch.slice(g, " + from + ", " + to + ", 1)"));
            from = to;
        }
        out.line("return None").close();
        penalties(out);
        moving(out);
        for (int i = 0; i < groups.size(); i++) {
            bind(out, i);
        }
    }

    private void bind(ScriptWriter out, int group) {
        List<String> lists = lists(group);
        out.open("def bind" + group + "(" + ModelScript.SELF + ", "
                + lists.stream()
                        .map(list -> list.toLowerCase(java.util.Locale.ROOT) + ": List[Tensor]")
                        .collect(Collectors.joining(", "))
                + ") -> Tensor:");
        lists.forEach(list -> out.line("self." + list + " = " + list.toLowerCase(java.util.Locale.ROOT)));
        out.line("return s" + group + "[0]").close();
    }

    private void group(ScriptWriter out, int index, String gradients) {
        Group group = groups.get(index);
        String weights = "self.P" + index;
        Update update = new Update(
                out,
                weights,
                gradients,
                "self." + memory(index, 0),
                "self." + memory(index, 1),
                "self.S" + index,
                out.let("rate", "h[0] * " + number(group.factor())),
                group.decays() ? rule.optimizer().weightDecay() : 0);
        if (group.decays() && rule.l1() > 0) {
            out.line("torch._foreach_add_(" + gradients + ", torch._foreach_sign(" + weights + "), alpha="
                    + number(rule.l1()) + ")");
        }
        out.line("torch._foreach_add_(self.S" + index + ", 1)");
        switch (rule.optimizer()) {
            case Optimizer.Sgd sgd -> update.sgd(sgd);
            case Optimizer.Adam adam -> update.adam("adam", adam.beta1(), adam.beta2(), adam.epsilon());
            case Optimizer.AdamW adamw -> update.adam("adamw", adamw.beta1(), adamw.beta2(), adamw.epsilon());
            case Optimizer.RmsProp rmsProp -> update.rmsProp(rmsProp);
            case Optimizer.Adagrad adagrad -> update.adagrad(adagrad);
            case Optimizer.Lion lion -> update.lion(lion);
        }
        if (rule.averages()) {
            out.line("torch._foreach_lerp_(self.E" + index + ", " + weights + ", h[3])");
        }
    }

    /// One group's update. PyTorch's CPU has a fused kernel for some rules; the others go over all tensors with a call
    /// an operation.
    ///
    /// @param decay of this group
    private record Update(
            ScriptWriter out,
            String weights,
            String gradients,
            String first,
            String second,
            String steps,
            String rate,
            double decay) {
        void sgd(Optimizer.Sgd sgd) {
            String memory = sgd.momentum() == 0 ? "annotate(List[Tensor], [])" : first;
            out.line("torch._fused_sgd_(" + weights + ", " + gradients + ", " + memory + ", weight_decay="
                    + number(decay) + ", momentum=" + number(sgd.momentum()) + ", lr=" + rate
                    + ", dampening=0., nesterov=" + (sgd.nesterov() ? "True" : "False")
                    + ", maximize=False, is_first_step=False, grad_scale=None, found_inf=None)");
        }

        void adam(String name, double beta1, double beta2, double epsilon) {
            out.line("torch._fused_" + name + "_(" + weights + ", " + gradients + ", " + first + ", " + second
                    + ", annotate(List[Tensor], []), " + steps + ", lr=" + rate + ", beta1=" + number(beta1)
                    + ", beta2=" + number(beta2) + ", weight_decay=" + number(decay) + ", eps=" + number(epsilon)
                    + ", amsgrad=False, maximize=False, grad_scale=None, found_inf=None)");
        }

        void rmsProp(Optimizer.RmsProp rule) {
            coupledDecay();
            multiply(first, number(rule.smoothing()));
            addSquares(number(1 - rule.smoothing()));
            divideByRoot(number(rule.epsilon()));
        }

        void adagrad(Optimizer.Adagrad rule) {
            coupledDecay();
            addSquares("1.");
            divideByRoot(number(rule.epsilon()));
        }

        void lion(Optimizer.Lion rule) {
            if (decay > 0) {
                multiply(weights, "1. - " + rate + " * " + number(decay));
            }
            String direction = out.let("u", "torch._foreach_mul(" + first + ", " + number(rule.beta1()) + ")");
            add(direction, gradients, number(1 - rule.beta1()));
            out.line("torch._foreach_sign_(" + direction + ")");
            add(weights, direction, "-" + rate);
            multiply(first, number(rule.beta2()));
            add(first, gradients, number(1 - rule.beta2()));
        }

        private void coupledDecay() {
            if (decay > 0) {
                add(gradients, weights, number(decay));
            }
        }

        private void addSquares(String share) {
            out.line("torch._foreach_addcmul_(" + first + ", " + gradients + ", " + gradients + ", " + share + ")");
        }

        private void divideByRoot(String epsilon) {
            String root = out.let("root", "torch._foreach_sqrt(" + first + ")");
            out.line("torch._foreach_add_(" + root + ", " + epsilon + ")");
            out.line("torch._foreach_addcdiv_(" + weights + ", " + gradients + ", " + root + ", -" + rate + ")");
        }

        private void multiply(String list, String factor) {
            out.line("torch._foreach_mul_(" + list + ", " + factor + ")");
        }

        private void add(String to, String what, String factor) {
            out.line("torch._foreach_add_(" + to + ", " + what + ", alpha=" + factor + ")");
        }
    }

    /// Whether there are penalties to tell of.
    boolean penalizes() {
        return rule.penalizes() && groups.stream().anyMatch(Group::decays);
    }

    /// Writes a function that gives the L1 and L2 penalty, or nothing where the rule has none.
    private void penalties(ScriptWriter out) {
        out.open("def penalties(" + ModelScript.SELF + ") -> List[Tensor]:");
        out.line("r = annotate(List[Tensor], [])");
        List<String> decaying = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).decays()) {
                decaying.add("self.P" + i);
            }
        }
        if (penalizes()) {
            out.line("r.append(torch.unsqueeze(" + sum(decaying, "1.", "", rule.l1()) + ", 0))");
            out.line("r.append(torch.unsqueeze(" + sum(decaying, "2.", "torch.square", rule.l2() / 2) + ", 0))");
        }
        out.line("return r").close();
    }

    /// Writes a function that gives what the step changes, in the order of the gradients.
    private void moving(ScriptWriter out) {
        out.open("def moving(" + ModelScript.SELF + ") -> List[Tensor]:");
        out.line("r = annotate(List[Tensor], [])");
        for (int i = 0; i < groups.size(); i++) {
            out.line("r.extend(self.P" + i + ")");
        }
        out.line("return r").close();
    }

    private static String sum(List<String> lists, String order, String of, double factor) {
        return lists.stream()
                        .map(list ->
                                "torch.sum(" + of + "(torch.stack(torch._foreach_norm(" + list + ", " + order + "))))")
                        .collect(Collectors.joining(" + ", "(", ")"))
                + " * " + number(factor);
    }

    private static String number(double value) {
        return ForwardScript.number(value);
    }
}
