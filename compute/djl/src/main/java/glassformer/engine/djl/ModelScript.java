package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import java.util.List;
import java.util.Map;

/// A blueprint as a TorchScript module without training: its trunk's output, each head's scores and loss, attention,
/// and generation with a cache.
///
/// @param lists the module's attributes: `P` all parameters, `K` and `V` the cache, `MK` and `MV` keys and values of
///              the encoder's output
record ModelScript(String source, List<String> lists) {
    static final String CLASS = "Model";
    static final String SELF = "self: __torch__." + CLASS;

    static ModelScript of(Blueprint blueprint, Products products) {
        Map<String, Integer> index = ParameterIndex.of(blueprint).places();
        List<String> lists = List.of("P", "K", "V", "MK", "MV");
        ScriptWriter out = new ScriptWriter();
        open(out, lists);
        Writer writer = new Writer(out, index, products, blueprint);
        writer.trunk();
        writer.heads();
        writer.attention();
        writer.decoding();
        out.block(ScriptParts.COMMON).block(ScriptParts.FORWARD);
        return new ModelScript(out.toString(), lists);
    }

    static void open(ScriptWriter out, List<String> lists) {
        out.open("class " + CLASS + "(Module):");
        out.line("__parameters__ = []").line("__buffers__ = []").line("training : bool");
        lists.forEach(list -> out.line(list + " : List[Tensor]"));
    }

    /// The loss of a head's scores as an expression.
    static String loss(LabelKind kind, String scores, String labels, String smoothing) {
        return switch (kind) {
            case TOKENS, CLASS -> "self.cross_entropy(" + scores + ", " + labels + ", " + smoothing + ")";
            case VALUE -> "self.squared_error(" + scores + ", " + labels + ")";
        };
    }

    private record Writer(ScriptWriter out, Map<String, Integer> index, Products products, Blueprint blueprint) {
        void trunk() {
            function("hidden", ForwardScript.READS, "Tensor");
            out.line("return " + forward(Mode.EVALUATE, products).trunk(blueprint))
                    .close();
        }

        void heads() {
            String reads = "idx, types, lengths, dec, declengths";
            StringBuilder losses = new StringBuilder();
            for (int i = 0; i < blueprint.heads().size(); i++) {
                Head head = blueprint.heads().get(i);
                function("head" + i, "x: Tensor, " + ForwardScript.READS, "Tensor");
                out.line("return " + forward(Mode.EVALUATE, products).head(head, "x"))
                        .close();
                function("logits" + i, ForwardScript.READS, "Tensor");
                out.line("return self.head" + i + "(self.hidden(" + reads + "), " + reads + ")")
                        .close();
                String scores = "self.head" + i + "(x, " + reads + ")";
                losses.append("if torch.gt(torch.numel(labels[" + i + "]), 0):\n  losses.append("
                        + loss(
                                head.labels(),
                                scores,
                                "labels[" + i + "]",
                                "c[" + (blueprint.heads().size() + i) + "]") + ")\n");
            }
            function("evaluate", ForwardScript.READS + ", labels: List[Tensor], scales: Tensor", "Tensor");
            out.line("c = annotate(List[float], scales.tolist())");
            out.line("losses = annotate(List[Tensor], [])");
            out.line("x = self.hidden(" + reads + ")");
            out.block(losses.toString());
            out.line("return torch.stack(losses)").close();
        }

        void attention() {
            function("attention", ForwardScript.READS, "List[Tensor]");
            out.line("patterns = annotate(List[Tensor], [])");
            forward(Mode.PATTERNS, Products.PLAIN).trunk(blueprint);
            out.line("return patterns").close();
        }

        void decoding() {
            function("bind_cache", "k: List[Tensor], v: List[Tensor]", "Tensor");
            out.line("self.K = k").line("self.V = v").line("return k[0]").close();
            for (Mode mode : List.of(Mode.PREFILL, Mode.NEXT)) {
                String name = mode == Mode.NEXT ? "next" : "prefill";
                function("run_" + name, "idx: Tensor, start: int", "Tensor");
                ForwardScript script = forward(mode, Products.PLAIN);
                String hidden = script.trunk(blueprint);
                String last = out.let("x", "torch.slice(" + hidden + ", 1, -1, 9223372036854775807, 1)");
                // A trunk alone has nothing to score tokens with.
                out.line("return "
                                + (blueprint.heads().isEmpty()
                                        ? last
                                        : script.head(blueprint.heads().getFirst(), last)))
                        .close();
                function(name, "idx: Tensor, start: Tensor", "Tensor");
                out.line("return self.run_" + name + "(idx, int(start.item()))").close();
            }
            if (blueprint.hasEncoder()) {
                function("bind_memory", "k: List[Tensor], v: List[Tensor]", "Tensor");
                out.line("self.MK = k").line("self.MV = v").line("return k[0]").close();
                function("remember", ForwardScript.READS, "List[Tensor]");
                List<String> all = forward(Mode.REMEMBER, Products.PLAIN).remembered(blueprint);
                out.line("return [" + String.join(", ", all) + "]").close();
            }
        }

        private void function(String name, String parameters, String result) {
            out.open("def " + name + "(" + SELF + ", " + parameters + ") -> " + result + ":");
        }

        private ForwardScript forward(Mode mode, Products products) {
            return new ForwardScript(out, mode, index, new PlainTape(out, products), blueprint);
        }
    }
}
