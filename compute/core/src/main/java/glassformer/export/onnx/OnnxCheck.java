package glassformer.export.onnx;

import glassformer.blueprint.Blueprint;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.export.ExportCheck;
import glassformer.export.LogitsCheck;
import glassformer.export.Probe;
import glassformer.onnx.OpenedModel;
import glassformer.onnx.Precision;
import glassformer.text.Progress;
import java.io.IOException;
import java.util.List;

/// Compares what ONNX Runtime computes with the model. Texts without padding are read in two steps where there is a
/// cache, so that it is compared, too.
///
/// Rounded weights may change a score by as much as scores differ from each other, their standard deviation: what is
/// wired wrongly changes them by more.
record OnnxCheck(ModelSession model, OpenedModel opened, List<Probe> probes, Precision precision) {
    ExportCheck run(Progress progress) throws IOException {
        Blueprint blueprint = model.blueprint();
        if (blueprint.heads().isEmpty()) {
            return hidden(progress);
        }
        return LogitsCheck.of(
                model,
                (probe, head) -> {
                    Tokens read = probe.decoder() == null ? probe.input() : probe.decoder();
                    int first = probe.padded() ? read.length() : (read.length() + 1) / 2;
                    return opened.logits(probe.input(), probe.decoder(), head, first);
                },
                probes,
                blueprint.heads(),
                switch (precision) {
                    case FLOAT32 -> LogitsCheck.FLOAT32;
                    case INT8 -> spread(blueprint);
                },
                progress);
    }

    /// The largest that any head's scores have.
    private double spread(Blueprint blueprint) {
        Probe probe = probes.getLast();
        return blueprint.heads().stream()
                .mapToDouble(head -> deviation(model.logits(probe.input(), probe.decoder(), head.name())))
                .max()
                .orElseThrow();
    }

    /// Of a model without heads.
    private ExportCheck hidden(Progress progress) throws IOException {
        double worst = 0;
        double spread = LogitsCheck.FLOAT32;
        for (int i = 0; i < probes.size(); i++) {
            progress.step((double) i / probes.size());
            Tokens input = probes.get(i).input();
            Tensor expected = model.hidden(input, null);
            Tensor found = opened.hidden(input);
            int dim = expected.shape().getLast();
            for (int at = 0; at < expected.values().length; at++) {
                int place = at / dim;
                if (place % input.length() < input.lengthOf(place / input.length())) {
                    double off = Math.abs((double) expected.values()[at] - found.values()[at]);
                    worst = off <= worst || Double.isNaN(worst) ? worst : off;
                }
            }
            spread = precision == Precision.INT8 ? deviation(expected) : LogitsCheck.FLOAT32;
        }
        return new ExportCheck("hidden states", probes.size(), worst, spread);
    }

    private static double deviation(Tensor scores) {
        double sum = 0;
        double squares = 0;
        for (float score : scores.values()) {
            sum += score;
            squares += (double) score * score;
        }
        double mean = sum / scores.values().length;
        double deviation = Math.sqrt(Math.max(0, squares / scores.values().length - mean * mean));
        // The deviation of a head with one score a text says little.
        return Math.max(deviation, Math.sqrt(squares / scores.values().length) / 4);
    }
}
