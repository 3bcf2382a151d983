package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.engine.Computation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A whole training step as a TorchScript module: forward, the losses of some heads, gradients, clipping and the
/// optimizer's update in one call.
///
/// @param lists the module's attributes: `P` all parameters, `G` gradients that add up over micro-batches, and those of
///              [DescentScript]
record TrainingScript(String source, List<String> lists) {
    /// @param heads those that have labels
    static TrainingScript of(
            Blueprint blueprint, List<Head> heads, DescentScript descent, Products products, Computation computation) {
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
            Writer writer = new Writer(out, mode, index, blueprint, heads, trained, products, computation);
            if (mode == Mode.TRAIN) {
                RandomDraws.begin(out, blueprint);
            }
            if (products == Products.ONE_DNN || computation.activationCheckpointing()) {
                writer.taped();
            } else {
                writer.plain();
            }
            out.close();
        }
        descent.write(out);
        out.block(ScriptParts.COMMON).block(ScriptParts.FORWARD);
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
            List<String> trained,
            Products products,
            Computation computation) {
        /// PyTorch differentiates the whole pass.
        void plain() {
            List<String> losses = losses(new PlainTape(out, Products.PLAIN, casts()));
            String all = detached(losses);
            String factor = factor();
            String scaled = factor == null ? losses.getLast() : losses.getLast() + " * " + factor;
            String found = out.let("g", "self.grads(" + scaled + ", [" + String.join(", ", trained) + "])");
            returns(all, found);
        }

        void taped() {
            ProductTape tape =
                    new ProductTape(out, products, casts(), computation.activationCheckpointing(), trained::contains);
            List<String> losses = losses(tape);
            Map<String, String> gradients = tape.backward(losses.getLast(), factor());
            String all = trained.stream()
                    .map(weight -> {
                        String gradient = gradients.get(weight);
                        return gradient == null ? "torch.zeros_like(" + weight + ")" : gradient;
                    })
                    .collect(Collectors.joining(", "));
            returns(detached(losses), "[" + all + "]");
        }

        private void returns(String losses, String gradients) {
            if (mode == Mode.TRAIN) {
                RandomDraws.end(out, blueprint);
            }
            out.line("return (" + losses + ", " + gradients + ")");
        }

        private Casts casts() {
            return new Casts(out, computation.precision());
        }

        /// Of the loss, behind each head's weight and smoothing.
        private @Nullable String factor() {
            return computation.precision().scalesLoss() ? "c[" + 2 * heads.size() + "]" : null;
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
