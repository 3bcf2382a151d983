package glassformer.represent;

import glassformer.engine.Tensor;
import glassformer.numerics.Matrix;
import java.util.ArrayList;
import java.util.List;

/// The mean vectors of some things over where they occur, layer by layer.
final class Means {
    private final int size;
    private final List<float[]> sums = new ArrayList<>(); // (N, C) each
    private final int[] counts;
    private int width;

    Means(int size) {
        this.size = size;
        this.counts = new int[size];
    }

    /// Adds the mean of some of a text's tokens as one occurrence.
    ///
    /// @param layers (T, C) each
    void add(int index, List<Tensor> layers, int[] places) {
        if (sums.isEmpty()) {
            width = layers.getFirst().shape().getLast();
            layers.forEach(layer -> sums.add(new float[Math.multiplyExact(size, width)]));
        }
        counts[index]++;
        for (int layer = 0; layer < layers.size(); layer++) {
            float[] from = layers.get(layer).values();
            float[] to = sums.get(layer);
            for (int place : places) {
                for (int i = 0; i < width; i++) {
                    to[index * width + i] += from[place * width + i] / places.length;
                }
            }
        }
    }

    boolean has(int index) {
        return counts[index] > 0;
    }

    int layers() {
        return sums.size();
    }

    /// A row for each thing that occurred, in their order. // (N, C)
    Matrix at(int layer) {
        int rows = 0;
        for (int count : counts) {
            rows += count > 0 ? 1 : 0;
        }
        Matrix matrix = Matrix.zeros(rows, width);
        int row = 0;
        for (int index = 0; index < size; index++) {
            if (counts[index] > 0) {
                for (int i = 0; i < width; i++) {
                    matrix.values()[row * width + i] = sums.get(layer)[index * width + i] / (double) counts[index];
                }
                row++;
            }
        }
        return matrix;
    }
}
