package glassformer.engine.kernels;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.engine.Batch;
import glassformer.engine.Evaluation;
import glassformer.engine.Labels;
import glassformer.engine.Tokens;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A program on a device, with what it was last given.
final class Loaded implements AutoCloseable {
    final ModelProgram model;
    final Execution execution;
    /// Which state of the weights the device has.
    long version;

    private final Blueprint blueprint;

    Loaded(Blueprint blueprint, ModelProgram model, Executor executor, long version) {
        this.blueprint = blueprint;
        this.model = model;
        this.execution = executor.prepare(model.program());
        this.version = version;
    }

    /// Without labels, and as outside of training.
    void give(Tokens input, @Nullable Tokens decoder) {
        int[] all = model.inputs().array();
        Arrays.fill(all, 0, Slots.START + 2, 0);
        Slots slots = model.slots();
        Tokens read = decoder == null ? input : decoder;
        put(read, all, slots.ids(), slots.lengths());
        if (read.types() == null) {
            Arrays.fill(all, slots.types(), slots.types() + read.size() * read.length(), 0);
        } else {
            System.arraycopy(read.types(), 0, all, slots.types(), read.types().length);
        }
        if (decoder != null) {
            put(input, all, slots.sourceIds(), slots.sourceLengths());
        }
        Arrays.fill(all, slots.labels(0), slots.wholes(), Labels.IGNORED);
        float[] hyper = model.hyper().array();
        Arrays.fill(hyper, slots.loss(0), slots.rates(), 0);
    }

    private static void put(Tokens tokens, int[] all, int idsAt, int lengthsAt) {
        System.arraycopy(tokens.ids(), 0, all, idsAt, tokens.ids().length);
        for (int row = 0; row < tokens.size(); row++) {
            all[lengthsAt + row] = tokens.lengthOf(row);
        }
    }

    /// @param share of the batch's loss
    void give(Batch batch, double share) {
        give(batch.input(), batch.decoder());
        int[] all = model.inputs().array();
        float[] hyper = model.hyper().array();
        Slots slots = model.slots();
        for (Labels labels : batch.labels()) {
            int head = number(labels.head());
            int at = slots.loss(head);
            hyper[at] = labels.count() == 0 ? 0 : (float) (share * labels.weight() / labels.count());
            switch (labels) {
                case Labels.Classes classes -> {
                    System.arraycopy(classes.labels(), 0, all, slots.labels(head), classes.labels().length);
                    hyper[at + 1] = (float) classes.smoothing();
                }
                case Labels.Values values -> {
                    System.arraycopy(values.values(), 0, hyper, slots.numbers(head), values.values().length);
                    hyper[at + 1] = 1;
                }
            }
        }
    }

    private int number(String name) {
        Head head = blueprint.head(name);
        return blueprint.heads().indexOf(head);
    }

    /// What the last run found.
    Evaluation evaluation(Batch batch) {
        Map<String, Double> byHead = new LinkedHashMap<>();
        double total = 0;
        for (Head head : blueprint.heads()) {
            for (Labels labels : batch.labels()) {
                if (labels.head().equals(head.name())) {
                    float sum = model.results().array()[model.slots().result(number(head.name()))];
                    double loss = labels.count() == 0 ? 0 : (double) sum / labels.count();
                    byHead.put(head.name(), loss);
                    total += labels.weight() * loss;
                }
            }
        }
        return new Evaluation(total, byHead);
    }

    @Override
    public void close() {
        execution.close();
    }
}
