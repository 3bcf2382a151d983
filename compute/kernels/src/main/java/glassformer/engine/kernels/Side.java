package glassformer.engine.kernels;

/// A matrix of a product, for each text and head.
///
/// @param at    where it begins
/// @param step  from row to row
/// @param along from column to column
/// @param text  from text to text
/// @param head  from head to head
/// @param group how many heads in turn share one
record Side(Floats array, int at, int step, int along, int text, int head, int group) {
    static Side of(Floats array, int at, int step) {
        return new Side(array, at, step, 1, 0, 0, 1);
    }

    Side transposed() {
        return new Side(array, at, along, step, text, head, group);
    }

    Side in(Floats other) {
        return new Side(other, at, step, along, text, head, group);
    }
}
