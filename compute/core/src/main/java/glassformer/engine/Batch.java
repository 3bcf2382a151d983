package glassformer.engine;

/// Token ids and the ids that follow them.
///
/// @param inputs  (B, T) row-major
/// @param targets (B, T) row-major, the next token at each place
public record Batch(int[] inputs, int[] targets, int size, int length) {
    public Batch {
        if (inputs.length != size * length || targets.length != inputs.length) {
            throw new IllegalArgumentException("a batch of " + size + " x " + length + " needs " + size * length
                    + " ids, not " + inputs.length + " and " + targets.length);
        }
    }

    public int tokens() {
        return size * length;
    }
}
