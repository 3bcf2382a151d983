package glassformer.engine;

/// How fast a device does the two things that steps are made of.
///
/// @param gigaflops          of a product of square float32 matrices, `2 n^3` operations each, in 10^9 a second
/// @param gigabytesPerSecond read and written while one large array is added to another, in 10^9 bytes a second
public record Throughput(double gigaflops, double gigabytesPerSecond) {}
