package glassformer.engine.djl;

import glassformer.blueprint.ActivationSite;
import glassformer.blueprint.Blueprint;
import java.util.List;

/// A module that looks at what flows through a model, at its [ActivationSite]s. It is one of its own, so that steps
/// that are not watched do nothing for it: a pass without gradients and without dropout that keeps no activation longer
/// than the model itself needs it.
///
/// `look` takes a batch and the sites' ranges, smallest and largest in turn, or one number for those of the batch. It
/// gives of each site the sum of squares, the smallest and the largest value, [ScriptParts#SPREAD]'s counts within the
/// range and, of a feed-forward layer, how far each unit comes from 0; all without padding.
///
/// @param lists the module's attributes
record WatchScript(String source, List<String> lists) {
    private static final String NOTE = """
            def note(self: __torch__.Model, x: Tensor, lengths: Tensor, place: int, units: bool, h: List[float], r: List[Tensor]) -> None:
              rows = torch.reshape(x, [-1, torch.size(x, -1)])
              if torch.gt(torch.numel(lengths), 0):
                real = self.within(lengths, torch.size(x, 1))
                rows = torch.index(x, annotate(List[Optional[Tensor]], [real]))
              flat = torch.reshape(rows, [-1])
              low = torch.min(flat)
              high = torch.max(flat)
              r.append(torch.stack([torch.sum(torch.square(flat)), low, high]))
              a = float(low.item())
              b = float(high.item())
              if torch.gt(torch.len(h), 1):
                a = h[2 * place]
                b = h[2 * place + 1]
              r.append(self.spread(flat, a, b))
              if units:
                r.append(torch.amax(torch.abs(rows), [0]))
              return None
            """;

    static WatchScript of(Blueprint blueprint, Products products) {
        ScriptWriter out = new ScriptWriter();
        List<String> lists = List.of("P");
        ModelScript.open(out, lists);
        out.open("def look(" + ModelScript.SELF + ", " + ForwardScript.READS + ", ranges: Tensor) -> Tensor:");
        out.line("h = annotate(List[float], ranges.tolist())");
        out.line("r = annotate(List[Tensor], [])");
        ForwardScript forward = new ForwardScript(
                out, Mode.EVALUATE, ParameterIndex.of(blueprint).places(), new PlainTape(out, products), blueprint);
        List<ActivationSite> sites = ActivationSite.of(blueprint);
        int[] place = {0};
        forward.trunk(blueprint, (value, read) -> {
            boolean units = sites.get(place[0]).activation() != null;
            String arguments = value + ", " + read.lengths() + ", " + place[0]++;
            out.line("self.note(" + arguments + ", " + (units ? "True" : "False") + ", h, r)");
        });
        out.line("return torch.cat(r)").close();
        out.block(ScriptParts.COMMON).block(ScriptParts.FORWARD);
        out.block(NOTE);
        out.block(ScriptParts.SPREAD);
        return new WatchScript(out.toString(), lists);
    }
}
