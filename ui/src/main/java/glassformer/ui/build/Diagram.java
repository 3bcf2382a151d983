package glassformer.ui.build;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.ShapeTrace;
import glassformer.blueprint.Weight;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// What the picture of a model shows, top to bottom: single parts, and the blocks as one stack.
public record Diagram(List<Item> items) {
    public Diagram {
        items = List.copyOf(items);
    }

    public sealed interface Item {}

    /// One box.
    ///
    /// @param id stable while the architecture keeps its form: `token_embedding`, `block.0.attention`
    /// @param output the shape of what leaves it, such as `(B, T, 128)`
    /// @param weights its learned tensors
    /// @param parameters learned values; 0 for those that it shares with another part
    public record Part(String id, PartKind kind, Layer layer, String output, List<Weight> weights, long parameters)
            implements Item {}

    /// A branch that is added to what flows past it.
    public record Branch(NormPlacement placement, Part norm, Part body) {}

    /// @param part the block as a whole
    public record Block(int index, Part part, List<Branch> branches) {
        Stream<Part> parts() {
            return Stream.concat(
                    Stream.of(part), branches.stream().flatMap(branch -> Stream.of(branch.norm(), branch.body())));
        }
    }

    /// All blocks.
    public record Stack(List<Block> blocks) implements Item {}

    /// Every part, the blocks and what is in them included.
    public Stream<Part> parts() {
        return items.stream().flatMap(item -> switch (item) {
            case Part part -> Stream.of(part);
            case Stack stack -> stack.blocks().stream().flatMap(Block::parts);
        });
    }

    public static Diagram of(Blueprint blueprint) {
        return new Drawing(blueprint).diagram();
    }

    private static final class Drawing {
        private final Blueprint blueprint;
        private final Map<Layer, ShapeTrace.Step> steps = new IdentityHashMap<>();

        Drawing(Blueprint blueprint) {
            this.blueprint = blueprint;
            ShapeTrace.of(blueprint).steps().forEach(step -> steps.put(step.layer(), step));
        }

        Diagram diagram() {
            List<Item> items = new ArrayList<>();
            List<Block> blocks = new ArrayList<>();
            for (Layer layer : blueprint.root().layers()) {
                if (layer instanceof Layer.Block block) {
                    if (blocks.isEmpty()) items.add(new Stack(List.of()));
                    blocks.add(block(block));
                } else {
                    items.add(part("", layer));
                }
            }
            items.replaceAll(item -> item instanceof Stack ? new Stack(List.copyOf(blocks)) : item);
            return new Diagram(items);
        }

        private Block block(Layer.Block block) {
            String prefix = "block." + block.index() + ".";
            List<Branch> branches = new ArrayList<>();
            for (Layer layer : block.layers()) {
                if (!(layer instanceof Layer.Residual residual)) {
                    throw new IllegalStateException("a block holds residual branches, but found " + layer);
                }
                String place = prefix + branches.size() + ".";
                branches.add(
                        new Branch(residual.placement(), part(place, residual.norm()), part(prefix, residual.body())));
            }
            ToLongFunction<Branch> size =
                    branch -> branch.norm().parameters() + branch.body().parameters();
            long parameters = branches.stream().mapToLong(size).sum();
            var whole = new Part("block." + block.index(), PartKind.BLOCK, block, shape(block), List.of(), parameters);
            return new Block(block.index(), whole, List.copyOf(branches));
        }

        private Part part(String prefix, Layer layer) {
            PartKind kind = PartKind.of(layer);
            List<Weight> weights = ParameterTable.own(layer);
            boolean shared = layer instanceof Layer.OutputHead head && head.tied();
            long parameters =
                    shared ? 0 : weights.stream().mapToLong(Weight::size).sum();
            String id = prefix + kind.name().toLowerCase(java.util.Locale.ROOT);
            return new Part(id, kind, layer, shape(layer), weights, parameters);
        }

        private String shape(Layer layer) {
            ShapeTrace.Step step = steps.get(layer);
            if (step == null) throw new IllegalStateException("the shape trace has left out " + layer);
            return step.output();
        }
    }
}
