package glassformer.blueprint;

/// How a weight starts.
public sealed interface Init {
    record Normal(double standardDeviation) implements Init {}

    record Constant(double value) implements Init {}
}
