package glassformer.export;

import glassformer.engine.Tensor;
import java.util.Map;

/// Compares tensors that were read back with those that were written.
public final class TensorCheck {
    private TensorCheck() {}

    /// @param compared what they are, for people
    public static ExportCheck of(String compared, Map<String, Tensor> written, Map<String, Tensor> read) {
        double worst = written.keySet().equals(read.keySet()) ? 0 : Double.NaN;
        for (Map.Entry<String, Tensor> entry : written.entrySet()) {
            Tensor other = read.get(entry.getKey());
            float[] values = entry.getValue().values();
            if (other == null || !other.shape().equals(entry.getValue().shape())) {
                return new ExportCheck(compared, written.size(), Double.NaN, 0);
            }
            for (int i = 0; i < values.length; i++) {
                worst = Math.max(worst, Math.abs((double) values[i] - other.values()[i])); // NaN stays
            }
        }
        return new ExportCheck(compared, written.size(), worst, 0);
    }
}
