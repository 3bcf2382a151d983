package glassformer.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import glassformer.blueprint.Layer;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys and values of one text that is being continued: `(1, K, contextLength, D)` a layer; with an encoder also
/// those of its output, `(1, K, S, D)` a layer.
final class CachedDecoding implements ModelSession.Decoding {
    private final DjlSession session;
    private final NDManager manager;
    private final List<NDArray> keys = new ArrayList<>();
    private final List<NDArray> values = new ArrayList<>();
    private final List<NDArray> memoryKeys = new ArrayList<>();
    private final List<NDArray> memoryValues = new ArrayList<>();
    private final int capacity;
    private int length;

    /// @param source one text, for a model with an encoder
    CachedDecoding(DjlSession session, NDManager manager, @Nullable Tokens source) {
        this.session = session;
        this.manager = manager;
        this.capacity = session.blueprint().config().contextLength();
        for (Layer.Attention attention : session.blueprint().decoderAttentions()) {
            if (attention.source() == Layer.Source.MEMORY) {
                continue; // its keys and values do not grow
            }
            Shape shape = new Shape(1, attention.kvHeads(), capacity, attention.headDim());
            keys.add(manager.zeros(shape));
            values.add(manager.zeros(shape));
        }
        if ((source != null) != session.blueprint().hasEncoder()) {
            throw new IllegalArgumentException(
                    source == null ? "the model's encoder needs a source" : "the model has no encoder for a source");
        }
        if (source != null) {
            List<NDArray> both = session.remember(manager, source.row(0)); // without padding
            for (int i = 0; i < both.size(); i += 2) {
                memoryKeys.add(both.get(i));
                memoryValues.add(both.get(i + 1));
            }
        }
    }

    List<NDArray> memoryKeys() {
        return memoryKeys;
    }

    List<NDArray> memoryValues() {
        return memoryValues;
    }

    List<NDArray> keys() {
        return keys;
    }

    List<NDArray> values() {
        return values;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public float[] append(int[] ids) {
        if (ids.length == 0 || length + ids.length > capacity) {
            throw new IllegalArgumentException(
                    "cannot append " + ids.length + " tokens to " + length + " in a context of " + capacity);
        }
        float[] logits = session.decode(this, ids.length == 1 ? "next" : "prefill", ids, length);
        length += ids.length;
        return logits;
    }

    @Override
    public void clear() {
        length = 0;
    }

    @Override
    public void close() {
        manager.close();
    }
}
