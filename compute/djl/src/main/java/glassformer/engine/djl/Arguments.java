package glassformer.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of core as arrays for a script's parameters, and back.
///
/// @param inputs where the arrays of one call lie
record Arguments(NDManager scope, InputBuffers inputs) {
    /// Those of [ForwardScript#READS].
    NDList reads(Tokens input, @Nullable Tokens decoder) {
        NDArray none = none();
        NDList list = new NDList(ids(input), types(input), lengths(input, none));
        list.add(decoder == null ? none : ids(decoder));
        list.add(decoder == null ? none : lengths(decoder, none));
        return list;
    }

    /// A batch and its labels in the order of `heads`; empty for a head without.
    NDList batch(Batch batch, List<String> heads) {
        NDList list = reads(batch.input(), batch.decoder());
        List<NDArray> labels = new ArrayList<>();
        for (String head : heads) {
            labels.add(labels(batch, head));
        }
        list.addAll(TorchModule.list("labels", labels));
        return list;
    }

    /// The same with the heads' [#scales] behind.
    NDList scaled(Batch batch, List<String> heads) {
        NDList list = batch(batch, heads);
        list.add(numbers(scales(batch, heads)));
        return list;
    }

    /// The same with the loss's scale behind, as a training step takes them.
    NDList scaled(Batch batch, List<String> heads, double lossScale) {
        NDList list = batch(batch, heads);
        double[] scales = scales(batch, heads);
        double[] all = java.util.Arrays.copyOf(scales, scales.length + 1);
        all[scales.length] = lossScale;
        list.add(numbers(all));
        return list;
    }

    NDArray numbers(double... values) {
        return inputs.doubles(scope, values);
    }

    NDArray numbers(float[] values) {
        return inputs.floats(scope, values);
    }

    NDArray whole(int value) {
        return inputs.longs(scope, new int[] {value}, new Shape(1));
    }

    private NDArray none() {
        return inputs.longs(scope, new int[0], new Shape(0));
    }

    /// The heads of a blueprint that a batch has labels for, in the blueprint's order.
    static List<String> labelled(Blueprint blueprint, Batch batch) {
        List<String> labelled = batch.labels().stream().map(Labels::head).toList();
        labelled.forEach(blueprint::head);
        return blueprint.heads().stream()
                .map(Head::name)
                .filter(labelled::contains)
                .toList();
    }

    /// Each head's weight, then each one's smoothing; 0 for a head without labels.
    static double[] scales(Batch batch, List<String> heads) {
        double[] scales = new double[2 * heads.size()];
        for (Labels labels : batch.labels()) {
            int place = heads.indexOf(labels.head());
            scales[place] = labels.weight();
            scales[heads.size() + place] = labels instanceof Labels.Classes classes ? classes.smoothing() : 0;
        }
        return scales;
    }

    private NDArray labels(Batch batch, String head) {
        for (Labels labels : batch.labels()) {
            if (labels.head().equals(head)) {
                return switch (labels) {
                    case Labels.Classes classes ->
                        inputs.longs(scope, classes.labels(), new Shape(classes.labels().length));
                    case Labels.Values values -> numbers(values.values());
                };
            }
        }
        return none();
    }

    /// `(B, T)`
    NDArray ids(Tokens tokens) {
        return perToken(tokens.ids(), tokens);
    }

    private NDArray perToken(int[] values, Tokens tokens) {
        return inputs.longs(scope, values, new Shape(tokens.size(), tokens.length()));
    }

    private NDArray types(Tokens tokens) {
        int[] types = tokens.types();
        return perToken(types == null ? new int[tokens.ids().length] : types, tokens);
    }

    private NDArray lengths(Tokens tokens, NDArray none) {
        int[] lengths = tokens.lengths();
        return lengths == null ? none : inputs.longs(scope, lengths, new Shape(lengths.length));
    }

    static NDArray array(NDManager manager, Tensor tensor) {
        return manager.create(
                tensor.values(),
                new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray()));
    }

    static Tensor tensor(NDArray array) {
        float[] values = array.getDataType() == DataType.FLOAT32
                ? array.toFloatArray()
                : array.toType(DataType.FLOAT32, true).toFloatArray();
        List<Integer> shape = new ArrayList<>();
        for (long size : array.getShape().getShape()) {
            shape.add(Math.toIntExact(size));
        }
        return new Tensor(shape, values);
    }
}
