package glassformer.engine;

import java.util.ArrayList;
import java.util.List;

/// What happens inside a model while it reads one text of `T` tokens.
///
/// @param looks  one for each of [glassformer.blueprint.Blueprint#attentions]
/// @param stages one for each of [glassformer.blueprint.Blueprint#residuals]
/// @param sites  what stands at each of [glassformer.blueprint.ActivationSite#of] // (T, N)
public record Trace(List<Look> looks, List<Stage> stages, List<Tensor> sites) {
    /// An attention layer at work; where the decoder looks at a source, that has `S` tokens, else `S` is `T`.
    ///
    /// @param queries after a rotation by the place, where there is one // (H, T, D)
    /// @param keys    the same; those of grouped queries repeated for each // (H, S, D)
    /// @param values  those of grouped queries repeated for each // (H, S, D)
    /// @param scores  what softmax turns into weights: scaled `q k`, with a penalty by distance where there is one;
    ///                minus infinity where the mask forbids // (H, T, S)
    /// @param mixed   the values, mixed by the weights // (H, T, D)
    public record Look(Tensor queries, Tensor keys, Tensor values, Tensor scores, Tensor mixed) {}

    /// A place where a layer writes to the residual stream.
    ///
    /// @param before the stream // (T, C)
    /// @param wrote  what attention or feed-forward adds to it // (T, C)
    /// @param after  the sum; normalised where the norm comes after // (T, C)
    public record Stage(Tensor before, Tensor wrote, Tensor after) {}

    public Trace {
        looks = List.copyOf(looks);
        stages = List.copyOf(stages);
        sites = List.copyOf(sites);
    }

    /// @param all the parts of each look, then those of each stage, then the sites
    public static Trace of(List<Tensor> all, int looks, int stages) {
        int at = 0;
        List<Look> looked = new ArrayList<>();
        for (; looked.size() < looks; at += 5) {
            looked.add(new Look(all.get(at), all.get(at + 1), all.get(at + 2), all.get(at + 3), all.get(at + 4)));
        }
        List<Stage> staged = new ArrayList<>();
        for (; staged.size() < stages; at += 3) {
            staged.add(new Stage(all.get(at), all.get(at + 1), all.get(at + 2)));
        }
        return new Trace(looked, staged, all.subList(at, all.size()));
    }
}
