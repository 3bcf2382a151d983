package glassformer.engine;

/// What the weights add to the loss that is minimised, before the update: `l1 * sum |w|` and `l2 / 2 * sum w^2` over
/// the trained weights that decay.
public record Penalties(double l1, double l2) {
    public static final Penalties NONE = new Penalties(0, 0);
}
