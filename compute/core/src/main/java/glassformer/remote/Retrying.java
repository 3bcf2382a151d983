package glassformer.remote;

import java.time.Duration;

/// How long a machine that was lost is tried again.
///
/// @param first between the first two tries; each wait is twice as long as the one before, up to `most`
/// @param all   after which it is given up
record Retrying(Duration first, Duration most, Duration all) {
    static final Retrying USUAL = new Retrying(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(10));
}
