package glassformer.engine.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import glassformer.blueprint.ActivationSite;
import glassformer.blueprint.Blueprint;
import glassformer.engine.Batch;
import glassformer.engine.Histogram;
import glassformer.engine.TensorStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the statistics of a batch's activations, see [WatchScript]. Several micro-batches are looked at twice: all
/// ranges must be known before values can be counted in bins that are the same for each.
final class ActivationWatch implements AutoCloseable {
    private final List<ActivationSite> sites;
    private final NDManager manager;
    private final TorchModule module;

    ActivationWatch(Blueprint blueprint, Parameters parameters, NDManager manager) {
        this.sites = ActivationSite.of(blueprint);
        this.manager = manager;
        WatchScript script = WatchScript.of(blueprint, Products.of(manager.getDevice()));
        module = new TorchModule(manager, ScriptArchive.pack(ModelScript.CLASS, script.lists(), script.source()));
        parameters.bindTo(module, manager);
    }

    /// What a batch, or several, showed at a site.
    ///
    /// @param largest how far each unit comes from 0; none where units are not looked at
    private record Seen(double squares, double min, double max, long[] counts, double[] largest) {
        Seen and(Seen more) {
            double[] units = largest.clone();
            Arrays.setAll(units, i -> Math.max(units[i], more.largest[i]));
            return new Seen(squares + more.squares, Math.min(min, more.min), Math.max(max, more.max), sum(more), units);
        }

        private long[] sum(Seen more) {
            long[] sum = counts.clone();
            Arrays.setAll(sum, i -> sum[i] + more.counts[i]);
            return sum;
        }
    }

    List<TensorStatistics> look(List<Batch> microBatches, InputBuffers inputs) {
        List<Seen> all = seen(microBatches, inputs, 0);
        if (microBatches.size() > 1) {
            double[] ranges = all.stream()
                    .flatMapToDouble(seen -> Arrays.stream(new double[] {seen.min(), seen.max()}))
                    .toArray();
            all = seen(microBatches, inputs, ranges);
        }
        List<TensorStatistics> statistics = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            ActivationSite site = sites.get(i);
            Seen seen = all.get(i);
            statistics.add(new TensorStatistics(
                    site.name(),
                    TensorStatistics.Kind.ACTIVATION,
                    Math.sqrt(seen.squares() / tokens(site, microBatches)),
                    null,
                    new Histogram(seen.min(), seen.max(), seen.counts()),
                    TensorStatistics.dead(site, seen.largest())));
        }
        return statistics;
    }

    private static double tokens(ActivationSite site, List<Batch> batches) {
        return batches.stream()
                .map(batch -> batch.decoder() == null || site.inEncoder() ? batch.input() : batch.decoder())
                .mapToInt(tokens -> tokens.count())
                .sum();
    }

    private List<Seen> seen(List<Batch> batches, InputBuffers inputs, double... ranges) {
        List<Seen> all = new ArrayList<>();
        for (Batch batch : batches) {
            List<Seen> more = read(values(batch, inputs, ranges));
            for (int i = 0; i < more.size(); i++) {
                if (i < all.size()) {
                    all.set(i, all.get(i).and(more.get(i)));
                } else {
                    all.add(more.get(i));
                }
            }
        }
        return all;
    }

    private float[] values(Batch batch, InputBuffers inputs, double[] ranges) {
        try (NDManager scope = manager.newSubManager()) {
            Arguments arguments = new Arguments(scope, inputs.rewind());
            NDList all = arguments.reads(batch.input(), batch.decoder());
            all.add(arguments.numbers(ranges));
            return module.call(scope, "look", false, all).get(0).toFloatArray();
        }
    }

    private List<Seen> read(float[] values) {
        List<Seen> seen = new ArrayList<>();
        int at = 0;
        for (ActivationSite site : sites) {
            int units = at + 3 + 2 * Histogram.BINS;
            double[] largest = new double[site.units()];
            for (int i = 0; i < largest.length; i++) {
                largest[i] = values[units + i];
            }
            seen.add(new Seen(
                    values[at], values[at + 1], values[at + 2], WatchedValues.counts(values, at + 3), largest));
            at = units + largest.length;
        }
        return seen;
    }

    @Override
    public void close() {
        module.close();
    }
}
