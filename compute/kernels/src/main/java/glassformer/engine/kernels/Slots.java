package glassformer.engine.kernels;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import java.util.List;

/// Where a program finds what changes from run to run: first the whole numbers, then the others.
final class Slots {
    /// Whether a step begins, and so the gradient is empty.
    static final int BEGINS = 0;
    /// Whether it ends, and so weights change; behind it whether values are left out at random, and the seed.
    static final int ENDS = 1;

    static final int DROPS = 2;
    static final int SEED = 3;
    /// The place of the first token; behind it how many tokens there are.
    static final int START = 4;

    private static final int FIRST = 6;

    private final Shape shape;
    private final List<Head> heads;
    private final int tensors;

    Slots(Blueprint blueprint, Shape shape, int tensors) {
        this.shape = shape;
        this.heads = blueprint.heads();
        this.tensors = tensors;
    }

    int ids() {
        return FIRST;
    }

    int types() {
        return ids() + shape.tokens();
    }

    int lengths() {
        return types() + shape.tokens();
    }

    int sourceIds() {
        return lengths() + shape.texts();
    }

    int sourceLengths() {
        return sourceIds() + shape.texts() * shape.source();
    }

    int labels(int head) {
        int at = sourceLengths() + shape.texts();
        for (int i = 0; i < head; i++) {
            at += rows(i);
        }
        return at;
    }

    /// How many labels a head has.
    int rows(int head) {
        return heads.get(head).labels() == LabelKind.TOKENS ? shape.tokens() : shape.texts();
    }

    int wholes() {
        return labels(heads.size());
    }

    /// What a head's slopes are multiplied with; behind it its smoothing, or for numbers whether they count.
    int loss(int head) {
        return Updates.COUNT + 2 * head;
    }

    /// The right numbers of a head of numbers.
    int numbers(int head) {
        return loss(heads.size()) + head * shape.texts();
    }

    /// Three numbers for each trained tensor.
    int rates() {
        return numbers(heads.size());
    }

    int hypers() {
        return rates() + 3 * tensors;
    }

    /// Results: the gradient's square, the penalties, then each head's summed loss.
    int result(int head) {
        return 3 + head;
    }

    int results() {
        return result(heads.size());
    }
}
