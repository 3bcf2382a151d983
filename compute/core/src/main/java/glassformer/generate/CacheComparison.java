package glassformer.generate;

import glassformer.engine.ModelSession;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// One text generated twice, with and without a cache of keys and values, and how long each token took. The prompt
/// belongs to the first token.
///
/// @param tokens    how many were generated
/// @param cached    milliseconds of each token with the cache
/// @param uncached  milliseconds of each token where all tokens are read again for each
/// @param different the place of the first token that differs; -1 where both texts are the same, as they should be
/// @param cancelled whether it was stopped before the end
public record CacheComparison(
        int tokens, List<Double> cached, List<Double> uncached, int different, boolean cancelled) {
    /// Before anything is measured, so that neither pays for what an engine does once.
    private static final int WARM_UP = 8;

    public CacheComparison {
        cached = List.copyOf(cached);
        uncached = List.copyOf(uncached);
    }

    /// Blocks until both were generated.
    ///
    /// @throws glassformer.BadInputException where the model cannot continue a text
    public static CacheComparison measure(
            ModelSession session,
            Tokenizer tokenizer,
            String prompt,
            SamplingOptions options,
            BooleanSupplier cancelled) {
        SamplingOptions few = new SamplingOptions(
                options.temperature(),
                options.topK(),
                options.topP(),
                options.seed(),
                Math.min(WARM_UP, options.maxTokens()));
        for (boolean cache : new boolean[] {true, false}) {
            run(session, tokenizer, prompt, few, cache, new ArrayList<>(), cancelled);
        }
        List<Double> cached = new ArrayList<>();
        List<Double> uncached = new ArrayList<>();
        List<Integer> first = run(session, tokenizer, prompt, options, true, cached, cancelled);
        List<Integer> second = run(session, tokenizer, prompt, options, false, uncached, cancelled);
        boolean stopped = cancelled.getAsBoolean();
        return new CacheComparison(first.size(), cached, uncached, stopped ? -1 : difference(first, second), stopped);
    }

    public double cachedTokensPerSecond() {
        return perSecond(cached);
    }

    public double uncachedTokensPerSecond() {
        return perSecond(uncached);
    }

    /// For JSON, with the units in the names.
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tokens", tokens);
        fields.put("cachedTokensPerSecond", cachedTokensPerSecond());
        fields.put("uncachedTokensPerSecond", uncachedTokensPerSecond());
        fields.put("different", different);
        fields.put("cancelled", cancelled);
        fields.put("cachedMilliseconds", cached);
        fields.put("uncachedMilliseconds", uncached);
        return fields;
    }

    private static double perSecond(List<Double> milliseconds) {
        double sum = milliseconds.stream().mapToDouble(Double::doubleValue).sum();
        return sum > 0 ? 1000 * milliseconds.size() / sum : 0;
    }

    private static List<Integer> run(
            ModelSession session,
            Tokenizer tokenizer,
            String prompt,
            SamplingOptions options,
            boolean cache,
            List<Double> milliseconds,
            BooleanSupplier cancelled) {
        List<Integer> ids = new ArrayList<>();
        long[] before = {System.nanoTime()};
        new Generator(session, tokenizer, cache)
                .generate(
                        prompt,
                        options,
                        choice -> {
                            long now = System.nanoTime();
                            milliseconds.add((now - before[0]) / 1e6);
                            before[0] = now;
                            ids.add(choice.id());
                        },
                        cancelled);
        return ids;
    }

    private static int difference(List<Integer> first, List<Integer> second) {
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (i >= first.size() || i >= second.size() || !first.get(i).equals(second.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
