package glassformer.inspect;

import glassformer.blueprint.ActivationSite;
import glassformer.engine.Tensor;
import glassformer.engine.TensorStatistics;
import org.jspecify.annotations.Nullable;

/// What stands at one [ActivationSite] while a text is read.
///
/// @param width      how many numbers for each token
/// @param statistics over all tokens of the text
public record SiteActivations(int width, TensorStatistics statistics) {
    /// @param values `(T, N)`
    static SiteActivations of(ActivationSite site, Tensor values) {
        double[][] rows = new double[values.shape().getFirst()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Vectors.row(values, i);
        }
        return new SiteActivations(values.shape().getLast(), TensorStatistics.ofActivation(site, rows));
    }

    /// How many hidden units of a feed-forward layer are dead at every token of the text; null elsewhere.
    public @Nullable Integer dead() {
        Double share = statistics.dead();
        return share == null ? null : (int) Math.round(share * width);
    }
}
