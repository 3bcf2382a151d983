package glassformer.engine;

/// AdamW's constants. Decay applies to the weights whose [glassformer.blueprint.Weight#decays] says so.
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay) {}
