package glassformer.run;

import java.time.Clock;

/// What a run takes from the computer: the time, a disk that may fill up, threads. Tests bring their own.
///
/// @param threads that the engine computes with; another number can change the last bits of a sum
record Surroundings(Clock clock, CheckpointWriter.FreeSpace freeSpace, WriteGate gate, int threads) {
    static Surroundings real() {
        return new Surroundings(
                Clock.systemUTC(),
                CheckpointWriter::usableSpace,
                WriteGate.OPEN,
                threads(System.getenv("OMP_NUM_THREADS")));
    }

    static int threads(@org.jspecify.annotations.Nullable String asked) {
        try {
            return asked == null ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(asked.strip());
        } catch (NumberFormatException e) {
            return Runtime.getRuntime().availableProcessors();
        }
    }
}
