package glassformer.baseline;

/// A smooth function of many numbers.
@FunctionalInterface
interface Objective {
    /// @param gradient is overwritten with the slope at `point` // (N)
    /// @return the value at `point`
    double at(double[] point, double[] gradient);
}
