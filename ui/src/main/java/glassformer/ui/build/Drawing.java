package glassformer.ui.build;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.Layer;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.ShapeTrace;
import glassformer.blueprint.Weight;
import glassformer.engine.LearningRates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Makes the diagram of a blueprint, part by part in order of computation, so that a shared tensor counts where it is
/// used first.
final class Drawing {
    private final Blueprint blueprint;
    private final LearningRates rates;
    private final Map<Layer, ShapeTrace.Step> steps = new IdentityHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private List<Diagram.Item> encoder = List.of();

    Drawing(Blueprint blueprint, LearningRates rates) {
        this.blueprint = blueprint;
        this.rates = rates;
        ShapeTrace.of(blueprint).steps().forEach(step -> steps.put(step.layer(), step));
    }

    Diagram diagram() {
        List<Diagram.Item> trunk =
                column("", Diagram.Side.TRUNK, blueprint.trunk().layers());
        List<Diagram.HeadColumn> heads =
                blueprint.heads().stream().map(this::head).toList();
        return new Diagram(encoder, trunk, heads);
    }

    private List<Diagram.Item> column(String prefix, Diagram.Side side, List<Layer> layers) {
        List<Diagram.Item> items = new ArrayList<>();
        List<Diagram.Block> blocks = new ArrayList<>();
        int stack = -1;
        for (Layer layer : layers) {
            switch (layer) {
                case Layer.Block block -> {
                    if (stack < 0) stack = items.size();
                    blocks.add(block(prefix, block));
                }
                case Layer.Encoder source -> encoder = column("encoder.", Diagram.Side.ENCODER, source.layers());
                default -> items.add(part(prefix, PartKind.of(layer), layer));
            }
        }
        if (stack >= 0) items.add(stack, new Diagram.Stack(side, blocks));
        return items;
    }

    private Diagram.Block block(String side, Layer.Block block) {
        String id = side + "block." + block.index();
        List<Diagram.Branch> branches = new ArrayList<>();
        List<Weight> weights = new ArrayList<>();
        long parameters = 0;
        for (Layer layer : block.layers()) {
            if (!(layer instanceof Layer.Residual residual)) {
                throw new IllegalStateException("a block holds residual branches, but found " + layer);
            }
            Diagram.Part norm = part(id + "." + branches.size() + ".", PartKind.NORM, residual.norm());
            Diagram.Part body = part(id + ".", PartKind.of(residual.body()), residual.body());
            branches.add(new Diagram.Branch(residual.placement(), norm, body));
            weights.addAll(norm.weights());
            weights.addAll(body.weights());
            parameters += norm.parameters() + body.parameters();
        }
        Trained trained = Trained.of(weights, rates);
        var whole = new Diagram.Part(id, PartKind.BLOCK, block, shape(block), List.of(), parameters, false, trained);
        return new Diagram.Block(block.index(), whole, branches);
    }

    private Diagram.HeadColumn head(Head head) {
        List<Layer> layers = head.layers().layers();
        String prefix = blueprint.heads().size() == 1 ? "" : head.name() + ".";
        List<Diagram.Part> parts = new ArrayList<>();
        for (Layer layer : layers) {
            boolean scores = layer instanceof Layer.Dense && layer.equals(layers.getLast());
            parts.add(part(prefix, scores ? PartKind.CLASSIFIER : PartKind.of(layer), layer));
        }
        return new Diagram.HeadColumn(head.name(), head.labels(), parts);
    }

    private Diagram.Part part(String prefix, PartKind kind, Layer layer) {
        List<Weight> weights = ParameterTable.own(layer);
        List<Weight> own =
                weights.stream().filter(weight -> seen.add(weight.name())).toList();
        return new Diagram.Part(
                unique(prefix + kind.name().toLowerCase(Locale.ROOT)),
                kind,
                layer,
                shape(layer),
                weights,
                own.stream().mapToLong(Weight::size).sum(),
                own.size() < weights.size(),
                Trained.of(weights, rates));
    }

    private String unique(String id) {
        String free = id;
        for (int number = 2; !ids.add(free); number++) free = id + "_" + number;
        return free;
    }

    private String shape(Layer layer) {
        ShapeTrace.Step step = steps.get(layer);
        if (step == null) throw new IllegalStateException("the shape trace has left out " + layer);
        return step.output();
    }
}
