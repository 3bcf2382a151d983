package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.Weight;
import glassformer.engine.LearningRates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A whole training step as a TorchScript module: forward, the losses of some heads, gradients, clipping and fused
/// AdamW in one call.
///
/// @param lists  the module's attributes: `P` all parameters, `G` gradients that add up over micro-batches, and for
///               each group `i` its parameters `Pi`, moments `Mi` and `Vi` and step counts `Si`
/// @param groups tensors that are updated alike, in the order of their gradients
record TrainingScript(String source, List<String> lists, List<Group> groups) {
    /// @param factor of the learning rate
    record Group(double factor, boolean decays, List<Weight> weights) {}

    /// @param heads those that have labels
    static TrainingScript of(Blueprint blueprint, List<Head> heads, LearningRates rates, Products products) {
        List<Group> groups = groups(blueprint, rates);
        List<String> lists = new ArrayList<>(List.of("P", "G"));
        for (int i = 0; i < groups.size(); i++) {
            lists.addAll(List.of("P" + i, "M" + i, "V" + i, "S" + i));
        }
        ScriptWriter out = new ScriptWriter();
        ModelScript.open(out, lists);
        Map<String, Integer> index = ParameterIndex.of(blueprint).places();
        List<String> trained = groups.stream()
                .flatMap(group -> group.weights().stream())
                .map(weight -> "p[" + index.get(weight.name()) + "]")
                .toList();
        for (Mode mode : List.of(Mode.TRAIN, Mode.STILL)) {
            String name = mode == Mode.TRAIN ? "differentiate" : "differentiate_still";
            out.open("def " + name + "(" + ModelScript.SELF + ", " + ForwardScript.READS
                    + ", labels: List[Tensor], scales: Tensor) -> Tuple[Tensor, List[Tensor]]:");
            out.line("c = annotate(List[float], scales.tolist())");
            Writer writer = new Writer(out, mode, index, blueprint, heads, trained);
            switch (products) {
                case PLAIN -> writer.plain();
                case ONE_DNN -> writer.taped();
            }
            out.close();
        }
        descent(out, groups);
        out.block(ScriptParts.COMMON);
        out.block(ScriptParts.TRAINING);
        return new TrainingScript(out.toString(), List.copyOf(lists), groups);
    }

    /// Writes a function from a batch to its losses and the gradients of what is trained.
    private record Writer(
            ScriptWriter out,
            Mode mode,
            Map<String, Integer> index,
            Blueprint blueprint,
            List<Head> heads,
            List<String> trained) {
        /// PyTorch differentiates the whole pass.
        void plain() {
            List<String> losses = losses(new PlainTape(out, Products.PLAIN));
            String all = detached(losses);
            out.line(
                    "return (" + all + ", self.grads(" + losses.getLast() + ", [" + String.join(", ", trained) + "]))");
        }

        void taped() {
            ProductTape tape = new ProductTape(out, trained::contains);
            List<String> losses = losses(tape);
            Map<String, String> gradients = tape.backward(losses.getLast());
            String all = trained.stream()
                    .map(weight -> {
                        String gradient = gradients.get(weight);
                        return gradient == null ? "torch.zeros_like(" + weight + ")" : gradient;
                    })
                    .collect(Collectors.joining(", "));
            out.line("return (" + detached(losses) + ", [" + all + "])");
        }

        private String detached(List<String> losses) {
            return out.let("losses", "torch.detach(torch.stack([" + String.join(", ", losses) + "]))");
        }

        /// Each head's loss, then their weighted sum.
        private List<String> losses(Tape tape) {
            ForwardScript script = new ForwardScript(out, mode, index, tape, blueprint);
            String hidden = script.trunk(blueprint);
            List<String> losses = new ArrayList<>();
            for (int i = 0; i < heads.size(); i++) {
                Head head = heads.get(i);
                String labels = "labels[" + i + "]";
                String smoothing = "c[" + (heads.size() + i) + "]";
                losses.add(tape.piece(
                        List.of(script.head(head, hidden)),
                        List.of(),
                        in -> out.let("loss", ModelScript.loss(head.labels(), in.getFirst(), labels, smoothing))));
            }
            losses.add(tape.piece(
                    losses,
                    List.of(),
                    in -> out.let(
                            "total",
                            IntStream.range(0, in.size())
                                    .mapToObj(i -> in.get(i) + " * c[" + i + "]")
                                    .collect(Collectors.joining(" + ")))));
            return losses;
        }
    }

    private static void descent(ScriptWriter out, List<Group> groups) {
        int from = 0;
        out.open("def descend(" + ModelScript.SELF + ", g: List[Tensor], h: List[float]) -> None:");
        out.line("e = annotate(List[Tensor], [])");
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            int to = from + group.weights().size();
            out.line("torch._foreach_add_(self.S" + i + ", 1)");
            out.line("torch._fused_adamw_(self.P" + i + ", torch.slice(g, " + from + ", " + to + ", 1), self.M" + i
                    + ", self.V" + i + ", e, self.S" + i + ", lr=h[0] * " + ForwardScript.number(group.factor())
                    + ", beta1=h[2], beta2=h[3], weight_decay=" + (group.decays() ? "h[5]" : "0.")
                    + ", eps=h[4], amsgrad=False, maximize=False, grad_scale=None, found_inf=None)");
            from = to;
        }
        out.line("return None").close();
        for (int i = 0; i < groups.size(); i++) {
            out.open("def bind" + i + "(" + ModelScript.SELF
                    + ", p: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor]) -> Tensor:");
            out.line("self.P" + i + " = p").line("self.M" + i + " = m");
            out.line("self.V" + i + " = v").line("self.S" + i + " = s");
            out.line("return s[0]").close();
        }
    }

    static List<Group> groups(Blueprint blueprint, LearningRates rates) {
        record Key(double factor, boolean decays) {}
        Map<Key, List<Weight>> groups = new LinkedHashMap<>();
        for (Weight weight : rates.trained(blueprint)) {
            double factor = Objects.requireNonNull(rates.factors().get(weight.name()));
            groups.computeIfAbsent(new Key(factor, weight.decays()), key -> new ArrayList<>())
                    .add(weight);
        }
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey().factor(), group.getKey().decays(), group.getValue()))
                .toList();
    }
}
