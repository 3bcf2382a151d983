package glassformer.engine.kernels;

/// A matrix among a program's values; its slope is at the same place among the slopes.
record Value(int at, int rows, int columns) {
    int size() {
        return rows * columns;
    }
}
