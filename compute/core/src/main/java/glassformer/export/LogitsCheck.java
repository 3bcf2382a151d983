package glassformer.export;

import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.text.Progress;
import java.io.IOException;
import java.util.List;

/// Compares the scores of an export with its model's on [Probe]s. What stands in padding is not compared.
public final class LogitsCheck {
    /// Up to which float32 in another order of sums may differ.
    public static final double FLOAT32 = 1e-3;

    /// What was written, opened again without the session that wrote it.
    @FunctionalInterface
    public interface Reopened {
        /// A head's scores as [ModelSession#logits] gives them, `(B, T, N)`, `(B, N)` or `(B, 1)`.
        Tensor logits(Probe probe, String head) throws IOException;
    }

    private LogitsCheck() {}

    /// @param heads     which to compare; all of the export's
    /// @param tolerance [#FLOAT32] unless numbers are rounded
    public static ExportCheck of(
            ModelSession model,
            Reopened export,
            List<Probe> probes,
            List<Head> heads,
            double tolerance,
            Progress progress)
            throws IOException {
        double worst = 0;
        for (int i = 0; i < probes.size(); i++) {
            progress.step((double) i / probes.size());
            Probe probe = probes.get(i);
            for (Head head : heads) {
                Tensor expected = model.logits(probe.input(), probe.decoder(), head.name());
                Tensor found = export.logits(probe, head.name());
                worst = Math.max(worst, difference(expected, found, read(probe), head));
            }
        }
        progress.step(1);
        return new ExportCheck("logits", probes.size(), worst, tolerance);
    }

    private static Tokens read(Probe probe) {
        return probe.decoder() == null ? probe.input() : probe.decoder();
    }

    private static double difference(Tensor expected, Tensor found, Tokens read, Head head) {
        if (!expected.shape().equals(found.shape())) {
            return Double.NaN;
        }
        float[] a = expected.values();
        float[] b = found.values();
        boolean perToken = head.labels() == LabelKind.TOKENS;
        int classes = expected.shape().getLast();
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            int place = i / classes;
            if (perToken && place % read.length() >= read.lengthOf(place / read.length())) {
                continue;
            }
            double off = Math.abs((double) a[i] - b[i]);
            if (!(off <= worst)) {
                worst = off; // NaN stays
            }
            if (Double.isNaN(worst)) {
                return worst;
            }
        }
        return worst;
    }
}
