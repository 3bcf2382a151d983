package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import java.util.List;

/// A blueprint as a TorchScript module of one method for each head of texts, `salience` and its number: from a text and
/// the place of a score to all scores, the embedded tokens and the score's gradient by them. It stands apart from
/// [ModelScript], since few sessions ask for it.
record SalienceScript(String source, List<String> lists) {
    static SalienceScript of(Blueprint blueprint) {
        List<String> lists = List.of("P");
        ScriptWriter out = new ScriptWriter();
        ModelScript.open(out, lists);
        for (int i = 0; i < blueprint.heads().size(); i++) {
            Head head = blueprint.heads().get(i);
            if (head.labels() == LabelKind.TOKENS) {
                continue;
            }
            out.open("def salience" + i + "(" + ModelScript.SELF + ", " + ForwardScript.READS
                    + ", place: Tensor) -> List[Tensor]:");
            ForwardScript forward = new ForwardScript(
                    out,
                    Mode.SALIENCE,
                    ParameterIndex.of(blueprint).places(),
                    new PlainTape(out, Products.PLAIN),
                    blueprint);
            String scores = forward.head(head, forward.trunk(blueprint));
            out.line("scores = torch.reshape(" + scores + ", [-1])");
            out.line("score = torch.select(scores, 0, int(place.item()))");
            out.line("found = torch.grad([score], [embedded], None, None, False, True)");
            out.line("gradient = torch.zeros_like(embedded)");
            out.line("one = found[0]");
            out.block("""
                    if torch.__isnot__(one, None):
                      gradient = ops.aten._unwrap_optional(one)
                    """);
            out.line("return [torch.detach(scores), torch.detach(embedded), torch.detach(gradient)]")
                    .close();
        }
        out.block(ScriptParts.COMMON).block(ScriptParts.FORWARD);
        return new SalienceScript(out.toString(), lists);
    }
}
