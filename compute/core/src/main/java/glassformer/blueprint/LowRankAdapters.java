package glassformer.blueprint;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gives linear layers low-rank adapters (LoRA, Hu et al. 2021), named as PEFT names them: `X.weight` gets
/// `X.lora_A.weight` and `X.lora_B.weight`. At its start an adapter changes nothing.
public final class LowRankAdapters {
    private static final String SUFFIX = ".weight";

    private LowRankAdapters() {}

    /// @param where asked with the name of each linear layer's weight
    public static Blueprint attach(Blueprint blueprint, int rank, double alpha, Predicate<String> where) {
        return blueprint.map(layer -> Linears.map(
                layer, linear -> where.test(linear.weight().name()) ? adapted(linear, rank, alpha) : linear));
    }

    /// The names of all adapters' weights.
    public static Set<String> weights(Blueprint blueprint) {
        return blueprint
                .layers()
                .flatMap(layer -> Linears.of(layer).stream())
                .map(Layer.Linear::adapter)
                .filter(Objects::nonNull)
                .flatMap(
                        adapter -> Stream.of(adapter.down().name(), adapter.up().name()))
                .collect(Collectors.toSet());
    }

    private static Layer.Linear adapted(Layer.Linear linear, int rank, double alpha) {
        String name = linear.weight().name();
        String module = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return new Layer.Linear(
                linear.in(),
                linear.out(),
                linear.weight(),
                linear.bias(),
                linear.layout(),
                new Layer.LowRank(
                        rank,
                        alpha,
                        Weight.matrix(module + ".lora_A.weight", rank, linear.in(), 1 / Math.sqrt(linear.in())),
                        new Weight(
                                module + ".lora_B.weight", List.of(linear.out(), rank), new Init.Constant(0), true)));
    }
}
