package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import java.util.List;

/// A blueprint as a TorchScript module of one method, `trace`: five tensors for each of [Blueprint#attentions], then
/// three for each of [Blueprint#residuals] and one for each [glassformer.blueprint.ActivationSite], see
/// [glassformer.engine.Trace]. It stands apart from [ModelScript], since
/// few sessions look inside.
record TraceScript(String source, List<String> lists) {
    static TraceScript of(Blueprint blueprint) {
        List<String> lists = List.of("P");
        ScriptWriter out = new ScriptWriter();
        ModelScript.open(out, lists);
        out.open("def trace(" + ModelScript.SELF + ", " + ForwardScript.READS + ") -> List[Tensor]:");
        out.line("looks = annotate(List[Tensor], [])").line("stages = annotate(List[Tensor], [])");
        out.line("sites = annotate(List[Tensor], [])");
        new ForwardScript(
                        out,
                        Mode.TRACE,
                        ParameterIndex.of(blueprint).places(),
                        new PlainTape(out, Products.PLAIN),
                        blueprint)
                .trunk(blueprint, (value, read) -> out.line("sites.append(" + value + ")"));
        out.line("looks.extend(stages)")
                .line("looks.extend(sites)")
                .line("return looks")
                .close();
        out.block(ScriptParts.COMMON).block(ScriptParts.FORWARD);
        return new TraceScript(out.toString(), lists);
    }
}
