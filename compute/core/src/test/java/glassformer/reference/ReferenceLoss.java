package glassformer.reference;

import glassformer.blueprint.LabelKind;
import glassformer.engine.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One head's loss over a batch.
record ReferenceLoss(LabelKind kind, int length, List<ReferenceText> texts) {
    /// @param length of a row of token labels
    ReferenceLoss {
        texts = List.copyOf(texts);
    }

    Num of(Labels labels) {
        return switch (labels) {
            case Labels.Classes classes -> crossEntropy(classes);
            case Labels.Values values -> squaredError(values);
        };
    }

    private Num crossEntropy(Labels.Classes labels) {
        List<Num> losses = new ArrayList<>();
        for (int row = 0; row < texts.size(); row++) {
            Num[][] logits = texts.get(row).logits(labels.head());
            for (int t = 0; t < logits.length; t++) {
                int label = labels.labels()[kind == LabelKind.TOKENS ? row * length + t : row];
                if (label != Labels.IGNORED) {
                    losses.add(crossEntropy(logits[t], label, labels.smoothing()));
                }
            }
        }
        return mean(losses);
    }

    /// The target puts `1 - smoothing` on the label and spreads the rest over all classes, the label too.
    private static Num crossEntropy(Num[] logits, int label, double smoothing) {
        Num[] logs = Arrays.stream(Nums.softmax(logits)).map(Num::log).toArray(Num[]::new);
        Num even = Nums.sum(logs).times(-1.0 / logs.length);
        return logs[label].times(-(1 - smoothing)).plus(even.times(smoothing));
    }

    private Num squaredError(Labels.Values labels) {
        List<Num> losses = new ArrayList<>();
        for (int row = 0; row < texts.size(); row++) {
            Num error = texts.get(row).logits(labels.head())[0][0].plus(-labels.values()[row]);
            losses.add(error.times(error));
        }
        return mean(losses);
    }

    private static Num mean(List<Num> losses) {
        return losses.isEmpty()
                ? Num.constant(0)
                : Nums.sum(losses.toArray(Num[]::new)).times(1.0 / losses.size());
    }
}
