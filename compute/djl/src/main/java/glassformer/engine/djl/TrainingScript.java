package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A whole training step as a TorchScript module: forward, the losses of some heads, gradients, clipping and the
/// optimizer's update in one call.
///
/// @param lists the module's attributes: `P` all parameters, `G` gradients that add up over micro-batches, and those of
///              [DescentScript]
record TrainingScript(String source, List<String> lists) {
    /// @param heads those that have labels
    static TrainingScript of(Blueprint blueprint, List<Head> heads, DescentScript descent, Products products) {
        List<String> lists = new ArrayList<>(List.of("P", "G"));
        lists.addAll(descent.lists());
        ScriptWriter out = new ScriptWriter();
        ModelScript.open(out, lists);
        Map<String, Integer> index = ParameterIndex.of(blueprint).places();
        List<String> trained = descent.trained().stream()
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
        descent.write(out);
        out.block(ScriptParts.COMMON);
        out.block(ScriptParts.TRAINING);
        out.block(ScriptParts.SPREAD);
        return new TrainingScript(out.toString(), List.copyOf(lists));
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
}
