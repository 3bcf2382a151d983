package glassformer.task;

import java.util.Arrays;
import java.util.List;

/// Sequences with hidden tokens, filled up to one length.
///
/// @param inputs (B, T) row-major; the padding token after a row's end
/// @param labels (B, T) row-major; [MaskedTokens#IGNORED] after a row's end
/// @param lengths (B) each row's tokens without padding
public record MaskedBatch(int[] inputs, int[] labels, int[] lengths, int size, int length) {
    public MaskedBatch {
        if (inputs.length != size * length || labels.length != inputs.length || lengths.length != size) {
            throw new IllegalArgumentException("a batch of " + size + " x " + length + " needs " + size * length
                    + " inputs and labels, not " + inputs.length + " and " + labels.length);
        }
    }

    static MaskedBatch of(List<MaskedTokens> rows, int pad) {
        int size = rows.size();
        int length = rows.stream().mapToInt(row -> row.inputs().length).max().orElse(0);
        int[] inputs = new int[size * length];
        int[] labels = new int[size * length];
        int[] lengths = new int[size];
        Arrays.fill(inputs, pad);
        Arrays.fill(labels, MaskedTokens.IGNORED);
        for (int b = 0; b < size; b++) {
            MaskedTokens row = rows.get(b);
            lengths[b] = row.inputs().length;
            System.arraycopy(row.inputs(), 0, inputs, b * length, lengths[b]);
            System.arraycopy(row.labels(), 0, labels, b * length, lengths[b]);
        }
        return new MaskedBatch(inputs, labels, lengths, size, length);
    }
}
