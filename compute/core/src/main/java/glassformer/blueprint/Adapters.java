package glassformer.blueprint;

import glassformer.BadInputException;
import java.util.HashSet;
import java.util.Set;

/// Which linear layers have a low-rank adapter, and of what size (LoRA, Hu et al. 2021).
///
/// @param alpha the adapter's output is multiplied by `alpha / rank`
public record Adapters(int rank, double alpha, Target target) {
    /// Where adapters are.
    public enum Target implements Named {
        ATTENTION("attention"),
        FEED_FORWARD("feedForward"),
        BOTH("both");

        private final String id;

        Target(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    public Adapters {
        if (rank < 1 || !(alpha > 0)) {
            throw new BadInputException("An adapter has rank " + rank + " and alpha " + alpha
                    + ", but must have a rank of at least 1 and an alpha above 0.");
        }
    }

    /// The blueprint with these adapters.
    public Blueprint attachTo(Blueprint blueprint) {
        Set<String> names = new HashSet<>();
        blueprint.layers().forEach(layer -> {
            boolean wanted =
                    switch (layer) {
                        case Layer.Attention attention -> target != Target.FEED_FORWARD;
                        case Layer.FeedForward ffn -> target != Target.ATTENTION;
                        default -> false;
                    };
            if (wanted) {
                Linears.of(layer).forEach(linear -> names.add(linear.weight().name()));
            }
        });
        return LowRankAdapters.attach(blueprint, rank, alpha, names::contains);
    }
}
