package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// A blueprint as a TorchScript module: forward passes for training, evaluation, attention and generation, and a
/// whole training step (forward, loss, gradients, clipping, fused AdamW) as one call.
///
/// @param source     the module's code
/// @param parameters the order of tensors in the list `P`: those that decay first
/// @param decaying   how many those are
record ModelScript(String source, List<Weight> parameters, int decaying) {
    static final String CLASS = "Model";
    /// `P` all parameters, `G` gradients that add up over micro-batches, `K` and `V` the cache; then parameters,
    /// moments and step counts of those that decay (`D`) and those that do not (`N`). The parts are lists of their
    /// own, because TorchScript drops in-place updates of a sliced list as dead code.
    static final List<String> LISTS = List.of("P", "G", "K", "V", "PD", "MD", "VD", "SD", "PN", "MN", "VN", "SN");

    static ModelScript of(Blueprint blueprint, Products products) {
        List<Weight> all = ParameterTable.of(blueprint).weights();
        List<Weight> parameters = new ArrayList<>();
        all.stream().filter(Weight::decays).forEach(parameters::add);
        int decaying = parameters.size();
        all.stream().filter(weight -> !weight.decays()).forEach(parameters::add);
        Map<String, Integer> index = new LinkedHashMap<>();
        for (Weight weight : parameters) {
            index.put(weight.name(), index.size());
        }
        ScriptWriter out = new ScriptWriter();
        out.open("class " + CLASS + "(Module):");
        out.line("__parameters__ = []").line("__buffers__ = []").line("training : bool");
        LISTS.forEach(list -> out.line(list + " : List[Tensor]"));
        forwards(out, index, products, blueprint);
        out.line(FIXED.indent(2).stripTrailing().substring(2));
        return new ModelScript(out.toString(), List.copyOf(parameters), decaying);
    }

    private static final String DIFFERENTIATED = ", targets: Tensor) -> Tuple[Tensor, List[Tensor]]:";

    private static void forwards(ScriptWriter out, Map<String, Integer> index, Products products, Blueprint blueprint) {
        String self = "(self: __torch__." + CLASS + ", idx: Tensor";
        for (Mode mode : Mode.values()) {
            switch (mode) {
                case TRAIN -> out.open("def differentiate" + self + DIFFERENTIATED);
                case STILL -> out.open("def differentiate_still" + self + DIFFERENTIATED);
                case EVALUATE -> out.open("def forward" + self + ") -> Tensor:");
                case PATTERNS -> {
                    out.open("def attention" + self + ") -> List[Tensor]:");
                    out.line("patterns = annotate(List[Tensor], [])");
                }
                case PREFILL -> out.open("def run_prefill" + self + ", start: int) -> Tensor:");
                case NEXT -> out.open("def run_next" + self + ", start: int) -> Tensor:");
            }
            if (mode.differentiated()) {
                differentiated(out, mode, index, products, blueprint);
            } else {
                Tape tape = new PlainTape(out, mode == Mode.EVALUATE ? products : Products.PLAIN);
                String logits = ForwardScript.write(out, mode, index, tape, blueprint);
                out.line("return " + (mode == Mode.PATTERNS ? "patterns" : logits));
            }
            out.close();
        }
    }

    /// A function from a batch to its loss and the gradients of all weights.
    private static void differentiated(
            ScriptWriter out, Mode mode, Map<String, Integer> index, Products products, Blueprint blueprint) {
        switch (products) {
            case PLAIN -> {
                Tape tape = new PlainTape(out, products);
                String logits = ForwardScript.write(out, mode, index, tape, blueprint);
                String loss = out.let("loss", "self.loss(" + logits + ", targets)");
                out.line("return (torch.detach(" + loss + "), self.grads(" + loss + "))");
            }
            case ONE_DNN -> {
                ProductTape tape = new ProductTape(out, weight -> true);
                String logits = ForwardScript.write(out, mode, index, tape, blueprint);
                String loss = tape.piece(
                        List.of(logits), List.of(), in -> out.let("loss", "self.loss(" + in.getFirst() + ", targets)"));
                Map<String, String> gradients = tape.backward(loss);
                String all = index.values().stream()
                        .map(i -> Objects.requireNonNull(gradients.get("p[" + i + "]")))
                        .collect(Collectors.joining(", "));
                out.line("return (" + loss + ", [" + all + "])");
            }
        }
    }

    /// What is the same for every architecture. `hyper` holds learning rate, clip norm, beta1, beta2, epsilon,
    /// weight decay. A step whose gradient is not finite changes nothing, so that good weights survive it.
    private static final String FIXED = """
            def rotate(self: __torch__.Model, x: Tensor, angles: Tensor) -> Tensor:
              half = torch.floordiv(torch.size(x, -1), 2)
              x1 = torch.slice(x, -1, 0, half, 1)
              x2 = torch.slice(x, -1, half, 9223372036854775807, 1)
              c = torch.cos(angles)
              s = torch.sin(angles)
              return torch.cat([x1 * c - x2 * s, x2 * c + x1 * s], -1)
            def bind(self: __torch__.Model, p: List[Tensor]) -> Tensor:
              self.P = p
              return p[0]
            def bind_decaying(self: __torch__.Model, p: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor]) -> Tensor:
              self.PD = p
              self.MD = m
              self.VD = v
              self.SD = s
              return s[0]
            def bind_other(self: __torch__.Model, p: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor]) -> Tensor:
              self.PN = p
              self.MN = m
              self.VN = v
              self.SN = s
              return s[0]
            def bind_cache(self: __torch__.Model, k: List[Tensor], v: List[Tensor]) -> Tensor:
              self.K = k
              self.V = v
              return k[0]
            def loss(self: __torch__.Model, logits: Tensor, targets: Tensor) -> Tensor:
              return torch.cross_entropy_loss(torch.view(logits, [-1, torch.size(logits, -1)]), torch.view(targets, [-1]))
            def grads(self: __torch__.Model, loss: Tensor) -> List[Tensor]:
              found = torch.grad([loss], self.P)
              g = annotate(List[Tensor], [])
              for i in range(torch.len(self.P)):
                g.append(ops.aten._unwrap_optional(found[i]))
              return g
            def apply(self: __torch__.Model, g: List[Tensor], loss: Tensor, hyper: Tensor) -> Tensor:
              h = annotate(List[float], hyper.tolist())
              norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g)))
              size = float(norm.item())
              if size < inf:
                if h[1] > 0. and size > h[1]:
                  torch._foreach_mul_(g, h[1] / (size + 9.9999999999999995e-07))
                e = annotate(List[Tensor], [])
                n = torch.len(self.PD)
                torch._foreach_add_(self.SD, 1)
                torch._fused_adamw_(self.PD, torch.slice(g, 0, n, 1), self.MD, self.VD, e, self.SD, lr=h[0], beta1=h[2], beta2=h[3], weight_decay=h[5], eps=h[4], amsgrad=False, maximize=False, grad_scale=None, found_inf=None)
                if torch.len(self.PN) > 0:
                  torch._foreach_add_(self.SN, 1)
                  torch._fused_adamw_(self.PN, torch.slice(g, n, 9223372036854775807, 1), self.MN, self.VN, e, self.SN, lr=h[0], beta1=h[2], beta2=h[3], weight_decay=0., eps=h[4], amsgrad=False, maximize=False, grad_scale=None, found_inf=None)
              return torch.stack([loss, norm])
            def train_step(self: __torch__.Model, idx: Tensor, targets: Tensor, hyper: Tensor) -> Tensor:
              loss, g, = self.differentiate(idx, targets)
              torch.set_grad_enabled(False)
              r = self.apply(g, loss, hyper)
              torch.set_grad_enabled(True)
              return r
            def accumulate(self: __torch__.Model, idx: Tensor, targets: Tensor, share: Tensor) -> Tensor:
              loss, g, = self.differentiate(idx, targets)
              torch.set_grad_enabled(False)
              w = float(share.item())
              torch._foreach_mul_(g, w)
              if torch.len(self.G) == 0:
                self.G = g
              else:
                torch._foreach_add_(self.G, g)
              torch.set_grad_enabled(True)
              return loss
            def update(self: __torch__.Model, loss: Tensor, hyper: Tensor) -> Tensor:
              torch.set_grad_enabled(False)
              r = self.apply(self.G, loss, hyper)
              self.G = annotate(List[Tensor], [])
              torch.set_grad_enabled(True)
              return r
            def gradients(self: __torch__.Model, idx: Tensor, targets: Tensor) -> List[Tensor]:
              loss, g, = self.differentiate_still(idx, targets)
              torch.set_grad_enabled(True)
              return g
            def evaluate(self: __torch__.Model, idx: Tensor, targets: Tensor) -> Tensor:
              return self.loss(self.forward(idx), targets)
            def prefill(self: __torch__.Model, idx: Tensor, start: Tensor) -> Tensor:
              return torch.select(self.run_prefill(idx, int(start.item())), 1, -1)
            def next(self: __torch__.Model, idx: Tensor, start: Tensor) -> Tensor:
              return torch.select(self.run_next(idx, int(start.item())), 1, -1)
            """;
}
