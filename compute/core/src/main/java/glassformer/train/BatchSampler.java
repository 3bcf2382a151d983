package glassformer.train;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.engine.Batch;
import java.util.ArrayList;
import java.util.List;

/// Which stretches of the text a step trains on. Each window of `T + 1` tokens gives `T` inputs and the `T`
/// tokens that follow them.
///
/// Row `b` (from 0) of micro-batch `m` (from 0) of step `s` (from 1) starts at token
///
/// ```
/// hash(seed, s, m, b) modulo (size - T)      hash: glassformer.SplitMix64, taken as an unsigned number
/// ```
///
/// so that any step can be drawn again without those before it. Validation windows do not depend on the
/// seed: with `n` windows, window `i` starts at `floor(i (size - T - 1) / (n - 1))`.
public final class BatchSampler implements BatchSource {
    private final TokenSource source;
    private final int contextLength;

    /// @param name what the text is, for the error: "training", "validation"
    /// @throws BadInputException where the text is shorter than one window
    public BatchSampler(TokenSource source, int contextLength, String name) {
        if (source.size() <= contextLength) {
            String fits = source.size() < 3
                    ? "a longer text is needed"
                    : "a context of at most " + (source.size() - 1) + " fits, or a longer text";
            throw new BadInputException("model.contextLength is " + contextLength + ", but the " + name
                    + " text has only " + source.size() + " tokens: " + fits + ".");
        }
        this.source = source;
        this.contextLength = contextLength;
    }

    @Override
    public List<Batch> microBatches(long seed, int step, int accumulation, int batchSize) {
        List<Batch> batches = new ArrayList<>();
        for (int micro = 0; micro < accumulation; micro++) {
            long[] starts = new long[batchSize];
            for (int row = 0; row < batchSize; row++) {
                starts[row] = start(seed, step, micro, row);
            }
            batches.add(batch(starts));
        }
        return batches;
    }

    /// The first token of a row's window.
    public long start(long seed, int step, int micro, int row) {
        return Long.remainderUnsigned(SplitMix64.hash(seed, step, micro, row), source.size() - contextLength);
    }

    /// Evenly spaced windows, at most `batches` times `batchSize` and no more than fit side by side. The last
    /// batch may be smaller.
    public List<Batch> evenlySpaced(int batches, int batchSize) {
        return evenlySpacedStarts(batches, batchSize).stream().map(this::batch).toList();
    }

    /// Where the windows of [#evenlySpaced] start, a list a batch.
    public List<long[]> evenlySpacedStarts(int batches, int batchSize) {
        long last = source.size() - contextLength - 1;
        long sideBySide = (source.size() - 1) / contextLength;
        int windows = (int) Math.min((long) batches * batchSize, sideBySide);
        List<long[]> result = new ArrayList<>();
        for (int from = 0; from < windows; from += batchSize) {
            long[] starts = new long[Math.min(batchSize, windows - from)];
            for (int row = 0; row < starts.length; row++) {
                starts[row] = windows == 1 ? 0 : (from + row) * last / (windows - 1);
            }
            result.add(starts);
        }
        return result;
    }

    private Batch batch(long[] starts) {
        int[] inputs = new int[starts.length * contextLength];
        int[] targets = new int[inputs.length];
        for (int row = 0; row < starts.length; row++) {
            int[] window = source.read(starts[row], contextLength + 1);
            System.arraycopy(window, 0, inputs, row * contextLength, contextLength);
            System.arraycopy(window, 1, targets, row * contextLength, contextLength);
        }
        return Batch.nextTokens(inputs, targets, starts.length, contextLength);
    }
}
