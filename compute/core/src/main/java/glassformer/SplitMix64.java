package glassformer;

/// Random numbers without a state: a number is a pure function of what it is for, such as (seed, step, row).
/// The function is the output step of SplitMix64 (Steele, Lea & Flood 2014), chained over the parts.
///
/// In 64-bit arithmetic that wraps, with `>>>` shifting in zeros:
///
/// ```
/// mix(z):           z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9
///                   z = (z ^ (z >>> 27)) * 0x94D049BB133111EB
///                   return z ^ (z >>> 31)
/// hash(p0, p1, ..): h = 0; for each part p: h = mix((h ^ p) + 0x9E3779B97F4A7C15)
/// ```
public final class SplitMix64 {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private SplitMix64() {}

    public static long hash(long... parts) {
        long hash = 0;
        for (long part : parts) {
            hash = mix((hash ^ part) + GOLDEN);
        }
        return hash;
    }

    /// The upper 53 bits of [#hash] as a number from 0 (inclusive) to 1 (exclusive).
    public static double uniform(long... parts) {
        return (hash(parts) >>> 11) * 0x1p-53;
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
