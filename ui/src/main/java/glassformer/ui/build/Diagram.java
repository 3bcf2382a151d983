package glassformer.ui.build;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.LabelKind;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Weight;
import glassformer.engine.LearningRates;
import java.util.List;
import java.util.stream.Stream;

/// What the picture of a model shows: one column from top to bottom, beside that of its encoder where it has one, and
/// the heads below.
///
/// @param encoder what reads the source; empty in a model that reads one text
/// @param trunk from the ids to what the heads read
public record Diagram(List<Item> encoder, List<Item> trunk, List<HeadColumn> heads) {
    public Diagram {
        encoder = List.copyOf(encoder);
        trunk = List.copyOf(trunk);
        heads = List.copyOf(heads);
    }

    public sealed interface Item {}

    /// One box.
    ///
    /// @param id stable while the architecture keeps its form: `token_embedding`, `encoder.block.0.attention`,
    ///     `nsp.pooler`
    /// @param output the shape of what leaves it, such as `(B, T, 128)`
    /// @param weights its learned tensors
    /// @param parameters learned values; those that it shares with an earlier part are left out
    /// @param shares whether an earlier part has one of its tensors
    public record Part(
            String id,
            PartKind kind,
            Layer layer,
            String output,
            List<Weight> weights,
            long parameters,
            boolean shares,
            Trained trained)
            implements Item {
        public Part {
            weights = List.copyOf(weights);
        }
    }

    /// A branch that is added to what flows past it.
    public record Branch(NormPlacement placement, Part norm, Part body) {}

    /// @param part the block as a whole
    public record Block(int index, Part part, List<Branch> branches) {
        public Block {
            branches = List.copyOf(branches);
        }

        Stream<Part> parts() {
            return Stream.concat(
                    Stream.of(part), branches.stream().flatMap(branch -> Stream.of(branch.norm(), branch.body())));
        }
    }

    /// All blocks of a side.
    public record Stack(Side side, List<Block> blocks) implements Item {
        public Stack {
            blocks = List.copyOf(blocks);
        }
    }

    /// Where a stack of blocks stands.
    public enum Side {
        ENCODER,
        TRUNK
    }

    /// A head, by the name that training knows it by.
    ///
    /// @param parts not empty
    public record HeadColumn(String name, LabelKind labels, List<Part> parts) {
        public HeadColumn {
            parts = List.copyOf(parts);
        }
    }

    /// Every part in order of computation, the blocks and what is in them included.
    public Stream<Part> parts() {
        return Stream.concat(
                Stream.concat(parts(encoder), parts(trunk)), heads.stream().flatMap(head -> head.parts().stream()));
    }

    /// With everything trained.
    public static Diagram of(Blueprint blueprint) {
        return of(blueprint, LearningRates.all(blueprint));
    }

    /// @param rates what is trained: a tensor without a rate is frozen
    public static Diagram of(Blueprint blueprint, LearningRates rates) {
        return new Drawing(blueprint, rates).diagram();
    }

    private static Stream<Part> parts(List<Item> items) {
        return items.stream().flatMap(item -> switch (item) {
            case Part part -> Stream.of(part);
            case Stack stack -> stack.blocks().stream().flatMap(Block::parts);
        });
    }
}
