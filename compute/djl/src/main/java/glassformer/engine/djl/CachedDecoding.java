package glassformer.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import glassformer.blueprint.Layer;
import glassformer.engine.ModelSession;
import java.util.ArrayList;
import java.util.List;

/// The keys and values of one text that is being continued: `(1, K, contextLength, D)` a layer.
final class CachedDecoding implements ModelSession.Decoding {
    private final DjlSession session;
    private final NDManager manager;
    private final List<NDArray> keys = new ArrayList<>();
    private final List<NDArray> values = new ArrayList<>();
    private final int capacity;
    private int length;

    CachedDecoding(DjlSession session, NDManager manager) {
        this.session = session;
        this.manager = manager;
        this.capacity = session.blueprint().config().contextLength();
        for (Layer.Attention attention : session.blueprint().attentions()) {
            Shape shape = new Shape(1, attention.kvHeads(), capacity, attention.headDim());
            keys.add(manager.zeros(shape));
            values.add(manager.zeros(shape));
        }
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
