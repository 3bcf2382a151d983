package glassformer.engine.kernels;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A text being continued, with a cache of keys and values on the device.
final class KernelDecoding implements ModelSession.Decoding {
    /// How many tokens are read at once, at most: as many rows as products compute in two tiles.
    private static final int MOST = 8;

    private final int capacity;
    private final int atOnce;
    private final Loaded loaded;
    private final Consumer<Loaded> after;
    private int length;

    /// @param loaded see [#load]
    /// @param after  takes it back at the end
    KernelDecoding(Blueprint blueprint, Loaded loaded, Consumer<Loaded> after) {
        this.capacity = blueprint.config().contextLength();
        this.atOnce = loaded.model.shape().length();
        this.loaded = loaded;
        this.after = after;
    }

    /// The program that continues texts.
    ///
    /// @param source one text without padding, for a model with an encoder
    static Loaded load(
            Blueprint blueprint,
            Layout layout,
            Floats weights,
            Executor executor,
            @Nullable Tokens source,
            long version) {
        int capacity = blueprint.config().contextLength();
        Floats cache = new Floats("cache", Transfer.ONCE, 1);
        List<AttentionTape.Cache> caches = new ArrayList<>();
        int at = 0;
        for (Layer.Attention attention : blueprint.decoderAttentions()) {
            boolean self = attention.source() == Layer.Source.SELF;
            int rows = self ? capacity : Objects.requireNonNull(source).length();
            int size = rows * attention.kvHeads() * attention.headDim();
            caches.add(new AttentionTape.Cache(cache, at, at + size, rows, self));
            at += 2 * size;
        }
        cache.fill(new float[at]);
        if (source != null) {
            remember(blueprint, layout, weights, executor, source, caches);
        }
        Shape shape = new Shape(1, Math.min(MOST, capacity), 0);
        ModelProgram program = ModelProgram.decoding(blueprint, layout, weights, shape, caches);
        return new Loaded(blueprint, program, executor, version);
    }

    /// Computes the keys and values of the encoder's output, once.
    private static void remember(
            Blueprint blueprint,
            Layout layout,
            Floats weights,
            Executor executor,
            Tokens source,
            List<AttentionTape.Cache> caches) {
        Tokens any = Tokens.of(0);
        ModelProgram model = ModelProgram.forward(blueprint, layout, weights, Shape.of(source, any));
        try (Loaded whole = new Loaded(blueprint, model, executor, 0)) {
            whole.give(source, any);
            whole.execution.run();
            whole.execution.fetch(List.of(model.values()));
        }
        int encoders = blueprint.encoderAttentions().size();
        for (int i = 0; i < caches.size(); i++) {
            AttentionTape.Cache cache = caches.get(i);
            if (!cache.grows()) {
                AttentionTape.Look look = model.looks().get(encoders + i);
                copy(model.values().array(), look.keys().whole(), cache.array().array(), cache.keysAt());
                copy(
                        model.values().array(),
                        look.values().whole(),
                        cache.array().array(),
                        cache.valuesAt());
            }
        }
    }

    private static void copy(float[] from, Value value, float[] to, int at) {
        System.arraycopy(from, value.at(), to, at, value.size());
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
        float[] logits = {};
        for (int from = 0; from < ids.length; from += atOnce) {
            logits = some(Arrays.copyOfRange(ids, from, Math.min(ids.length, from + atOnce)));
        }
        return logits;
    }

    private float[] some(int[] ids) {
        // What stands behind the last token does not matter.
        loaded.give(Tokens.of(Arrays.copyOf(ids, atOnce)), null);
        int[] control = loaded.model.inputs().array();
        control[Slots.START] = length;
        control[Slots.START + 1] = ids.length;
        loaded.execution.run();
        length += ids.length;
        Value scores = loaded.model.scores().values().iterator().next();
        int at = scores.at() + (ids.length - 1) * scores.columns();
        return Arrays.copyOfRange(loaded.model.values().array(), at, at + scores.columns());
    }

    @Override
    public void clear() {
        length = 0;
    }

    @Override
    public void close() {
        after.accept(loaded);
    }
}
