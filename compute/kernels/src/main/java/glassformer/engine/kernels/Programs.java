package glassformer.engine.kernels;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The programs used last, by what they are for.
final class Programs<K> implements AutoCloseable {
    private final int most;
    private final Map<K, Loaded> kept = new LinkedHashMap<>();

    Programs(int most) {
        this.most = most;
    }

    Loaded get(K key, Supplier<Loaded> maker) {
        Loaded loaded = kept.remove(key);
        if (loaded == null) {
            if (kept.size() >= most) {
                // First the one that was used longest ago goes, so that its memory is free.
                kept.remove(kept.keySet().iterator().next()).close();
            }
            loaded = maker.get();
        }
        kept.put(key, loaded);
        return loaded;
    }

    @Override
    public void close() {
        kept.values().forEach(Loaded::close);
        kept.clear();
    }
}
