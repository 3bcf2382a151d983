package glassformer.gguf;

import java.util.List;

/// A weight on its way into a file: `(out, in)`, or one row for a vector.
record Matrix(int rows, int columns, float[] values) {
    static Matrix zeros(int rows, int columns) {
        return new Matrix(rows, columns, new float[rows * columns]);
    }

    Matrix transposed() {
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i % columns * rows + i / columns] = values[i];
        }
        return new Matrix(columns, rows, turned);
    }

    Matrix rows(int from, int to) {
        return new Matrix(to - from, columns, java.util.Arrays.copyOfRange(values, from * columns, to * columns));
    }

    static Matrix stacked(List<Matrix> parts) {
        int rows = parts.stream().mapToInt(Matrix::rows).sum();
        int columns = parts.getFirst().columns;
        float[] all = new float[rows * columns];
        int at = 0;
        for (Matrix part : parts) {
            System.arraycopy(part.values, 0, all, at, part.values.length);
            at += part.values.length;
        }
        return new Matrix(rows, columns, all);
    }

    /// Puts the two halves of each head between each other: llama.cpp turns neighbours `(2i, 2i + 1)` where Hugging
    /// Face's Llama and we turn `(i, i + D/2)`.
    Matrix interleaved(int heads) {
        int half = rows / heads / 2;
        float[] moved = new float[values.length];
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < half; i++) {
                for (int part = 0; part < 2; part++) {
                    int from = head * 2 * half + part * half + i;
                    int to = head * 2 * half + 2 * i + part;
                    System.arraycopy(values, from * columns, moved, to * columns, columns);
                }
            }
        }
        return new Matrix(rows, columns, moved);
    }

    /// The way back from [#interleaved].
    Matrix halved(int heads) {
        int half = rows / heads / 2;
        float[] moved = new float[values.length];
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < half; i++) {
                for (int part = 0; part < 2; part++) {
                    int from = head * 2 * half + 2 * i + part;
                    int to = head * 2 * half + part * half + i;
                    System.arraycopy(values, from * columns, moved, to * columns, columns);
                }
            }
        }
        return new Matrix(rows, columns, moved);
    }
}
