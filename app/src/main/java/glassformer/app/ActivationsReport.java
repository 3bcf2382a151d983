package glassformer.app;

import glassformer.engine.Histogram;
import glassformer.engine.TensorStatistics;
import glassformer.inspect.SiteActivations;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `inspect --activations` says.
record ActivationsReport(List<SiteActivations> sites) {
    private static final String BARS = " ▁▂▃▄▅▆▇█";

    void print(PrintStream out) {
        out.println("What flows through the model, over all tokens of the text");
        out.printf("%-24s %6s %9s %9s %9s %10s  %s%n", "place", "width", "norm", "min", "max", "dead", "spread");
        for (SiteActivations site : sites) {
            TensorStatistics of = site.statistics();
            Integer dead = site.dead();
            out.printf(
                    Locale.ROOT,
                    "%-24s %6d %9.3f %9.3f %9.3f %10s  %s%n",
                    of.name(),
                    site.width(),
                    of.norm(),
                    of.histogram().min(),
                    of.histogram().max(),
                    dead == null ? "-" : dead + " of " + site.width(),
                    bars(of.histogram()));
        }
    }

    /// The root of each count, so that the few far out are seen.
    private static String bars(Histogram histogram) {
        double most = 1;
        for (long count : histogram.counts()) {
            most = Math.max(most, count);
        }
        StringBuilder line = new StringBuilder();
        for (long count : histogram.counts()) {
            line.append(BARS.charAt((int) Math.ceil(Math.sqrt(count / most) * (BARS.length() - 1))));
        }
        return line.toString();
    }

    List<Map<String, @Nullable Object>> fields() {
        return sites.stream()
                .map(site -> new JsonLine()
                        .with("name", site.statistics().name())
                        .with("width", site.width())
                        .with("norm", site.statistics().norm())
                        .with("min", site.statistics().histogram().min())
                        .with("max", site.statistics().histogram().max())
                        .with("counts", site.statistics().histogram().counts())
                        .with("dead", site.dead())
                        .fields())
                .toList();
    }

    /// A line a place and bin.
    String csv() {
        StringBuilder out = new StringBuilder("place,width,norm,dead,from,to,count\n");
        for (SiteActivations site : sites) {
            Histogram histogram = site.statistics().histogram();
            boolean flat = histogram.min() == histogram.max();
            double low = flat ? histogram.min() - 1 : histogram.min();
            double width = (flat ? 2 : histogram.max() - histogram.min()) / histogram.counts().length;
            Integer dead = site.dead();
            for (int i = 0; i < histogram.counts().length; i++) {
                out.append(site.statistics().name() + "," + site.width() + ","
                        + site.statistics().norm() + ","
                        + (dead == null ? "" : dead) + "," + (low + i * width) + "," + (low + (i + 1) * width) + ","
                        + histogram.counts()[i] + "\n");
            }
        }
        return out.toString();
    }
}
