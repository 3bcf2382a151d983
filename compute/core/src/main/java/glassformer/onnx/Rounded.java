package glassformer.onnx;

/// A matrix as bytes around 128, one scale a row: `value = (byte - 128) * scale`.
///
/// Bytes are unsigned since products of signed ones overflow on processors without instructions for them.
record Rounded(int rows, int columns, byte[] values, float[] scales) {
    static final int ZERO = 128;
    private static final int LARGEST = 127;

    /// @param matrix (rows, columns)
    static Rounded of(float[] matrix, int rows, int columns) {
        byte[] values = new byte[matrix.length];
        float[] scales = new float[rows];
        for (int row = 0; row < rows; row++) {
            float most = 0;
            for (int column = 0; column < columns; column++) {
                most = Math.max(most, Math.abs(matrix[row * columns + column]));
            }
            scales[row] = most == 0 ? 1 : most / LARGEST;
            for (int column = 0; column < columns; column++) {
                int at = row * columns + column;
                values[at] = (byte) (Math.round(matrix[at] / scales[row]) + ZERO);
            }
        }
        return new Rounded(rows, columns, values, scales);
    }
}
