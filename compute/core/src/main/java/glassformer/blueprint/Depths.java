package glassformer.blueprint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How far from the input each weight is: 0 before the first block, then the block's number from 1, and one more than
/// the blocks for all that comes after them, the heads too. A shared weight is where it is first. In an encoder-decoder
/// the decoder's blocks follow the encoder's.
///
/// @param byWeight in the order of the [ParameterTable]
/// @param blocks   how many there are
public record Depths(Map<String, Integer> byWeight, int blocks) {
    public static Depths of(Blueprint blueprint) {
        Walk walk = new Walk();
        walk.layers(blueprint.trunk().layers());
        int blocks = walk.depth;
        walk.depth = blocks + 1;
        blueprint.heads().forEach(head -> walk.all(head.layers()));
        return new Depths(walk.found, blocks);
    }

    /// Whether a weight lies before block `count` + 1, embeddings included.
    public boolean within(String weight, int count) {
        return count > 0 && byWeight.getOrDefault(weight, 0) <= count;
    }

    private static final class Walk {
        private final Map<String, Integer> found = new LinkedHashMap<>();
        private int depth;

        void layers(List<Layer> layers) {
            for (Layer layer : layers) {
                switch (layer) {
                    case Layer.Sequence sequence -> layers(sequence.layers());
                    case Layer.Encoder encoder -> layers(encoder.layers());
                    case Layer.Block block -> {
                        depth++;
                        all(block);
                    }
                    default -> all(layer);
                }
            }
        }

        /// What follows the last block counts to it: the final norm is trained where the last block is.
        void all(Layer layer) {
            ParameterTable.of(layer).weights().forEach(weight -> found.putIfAbsent(weight.name(), depth));
        }
    }
}
