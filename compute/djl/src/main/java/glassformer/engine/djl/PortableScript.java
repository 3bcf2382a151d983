package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.Layer;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A blueprint as TorchScript for others: `forward` with Hugging Face's argument names, a class for each part of the
/// parameters' names, and only operations that PyTorch has had since 1.13.
final class PortableScript {
    private static final String READS = "idx, types, lengths, dec, declengths";

    private final ScriptWriter out = new ScriptWriter();
    private final Blueprint blueprint;
    private final NameTree names;

    private PortableScript(Blueprint blueprint, NameTree names) {
        this.blueprint = blueprint;
        this.names = names;
    }

    static String source(Blueprint blueprint, NameTree names) {
        PortableScript script = new PortableScript(blueprint, names);
        script.classes();
        script.forward();
        script.weights();
        script.passes();
        return script.out.block(ScriptParts.FORWARD).toString();
    }

    private void classes() {
        for (NameTree part : names.deepestFirst()) {
            out.open("class " + part.className() + "(Module):");
            out.line("__parameters__ = ["
                    + part.tensors().keySet().stream()
                            .map(name -> "\"" + name + "\", ")
                            .collect(Collectors.joining())
                    + "]");
            out.line("__buffers__ = []");
            if (!part.parts().keySet().stream().allMatch(NameTree::isPlain)) {
                out.line("__annotations__ = []");
            }
            out.line("training : bool");
            part.tensors().keySet().forEach(name -> out.line(name + " : Tensor"));
            part.parts()
                    .forEach((name, child) ->
                            out.line((NameTree.isPlain(name) ? name + " : " : "__annotations__[\"" + name + "\"] = ")
                                    + "__torch__." + child.className()));
            if (part != names) {
                out.close();
            }
        }
    }

    private void forward() {
        boolean both = blueprint.hasEncoder();
        boolean typed = blueprint.layers().anyMatch(Layer.TokenTypeEmbedding.class::isInstance);
        String mask = ", attention_mask: Optional[Tensor]=None";
        String parameters = both
                ? "input_ids: Tensor, decoder_input_ids: Tensor" + mask + ", decoder_" + mask.substring(2)
                : "input_ids: Tensor" + mask + (typed ? ", token_type_ids: Optional[Tensor]=None" : "");
        boolean several = blueprint.heads().size() > 1;
        out.open("def forward(" + ModelScript.SELF + ", " + parameters + ") -> "
                + (several ? "Dict[str, Tensor]" : "Tensor") + ":");
        out.line("idx = input_ids");
        out.line("lengths = self._lengths(idx, attention_mask)");
        out.line("types = " + (typed ? "self._types(idx, token_type_ids)" : "idx"));
        out.line("dec = " + (both ? "decoder_input_ids" : "idx"));
        out.line("declengths = " + (both ? "self._lengths(dec, decoder_attention_mask)" : "lengths"));
        out.line("x = self._hidden(" + READS + ")");
        List<String> scores = new ArrayList<>();
        for (int i = 0; i < blueprint.heads().size(); i++) {
            String call = "self._head" + i + "(x, " + READS + ")";
            scores.add(several ? "\"" + blueprint.heads().get(i).name() + "\": " + call : call);
        }
        out.line("return "
                        + (several
                                ? "{" + String.join(", ", scores) + "}"
                                : scores.isEmpty() ? "x" : scores.getFirst()))
                .close();
        out.block("""
                def _lengths(self: __torch__.Model, ids: Tensor, mask: Optional[Tensor]) -> Tensor:
                  r = torch.zeros([0], dtype=4, layout=None, device=ids.device, pin_memory=None)
                  if torch.__isnot__(mask, None):
                    r = torch.sum(torch.to(ops.aten._unwrap_optional(mask), 4), [1])
                  return r
                def _types(self: __torch__.Model, ids: Tensor, types: Optional[Tensor]) -> Tensor:
                  r = torch.zeros_like(ids)
                  if torch.__isnot__(types, None):
                    r = ops.aten._unwrap_optional(types)
                  return r
                """);
    }

    /// All parameters in the order of [ParameterIndex], matrices as products want them.
    private void weights() {
        Layouts layouts = Layouts.of(blueprint);
        out.open("def _weights(" + ModelScript.SELF + ") -> List[Tensor]:");
        List<String> all = new ArrayList<>();
        for (Weight weight : ParameterTable.of(blueprint).weights()) {
            String read = NameTree.expression(weight.name());
            all.add(layouts.turned().contains(weight.name()) ? "torch.t(" + read + ")" : read);
        }
        out.line("return [" + String.join(", ", all) + "]").close();
    }

    private void passes() {
        Map<String, Integer> index = ParameterIndex.of(blueprint).places();
        String reads = ForwardScript.READS;
        out.open("def _hidden(" + ModelScript.SELF + ", " + reads + ") -> Tensor:");
        out.line("return " + script(index).trunk(blueprint)).close();
        for (int i = 0; i < blueprint.heads().size(); i++) {
            Head head = blueprint.heads().get(i);
            out.open("def _head" + i + "(" + ModelScript.SELF + ", x: Tensor, " + reads + ") -> Tensor:");
            out.line("return " + script(index).head(head, "x")).close();
        }
    }

    private ForwardScript script(Map<String, Integer> index) {
        return new ForwardScript(out, Mode.PORTABLE, index, new PlainTape(out, Products.PLAIN), blueprint);
    }
}
