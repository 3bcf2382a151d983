package glassformer.inspect;

import glassformer.generate.AnswersBeside;
import glassformer.generate.BeamTree;
import glassformer.generate.CacheComparison;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What is seen of a text as tables in CSV.
public final class TextTables {
    private TextTables() {}

    /// A line a node of the tree: its number, its parent's or -1, and what became of it.
    public static void csv(BeamTree tree, Writer out) throws IOException {
        line(out, "node", "parent", "step", "id", "token", "log_probability", "total", "fate");
        for (int i = 0; i < tree.nodes().size(); i++) {
            BeamTree.Node node = tree.nodes().get(i);
            line(
                    out,
                    i,
                    node.parent(),
                    node.step(),
                    node.id(),
                    node.token(),
                    node.logProbability(),
                    node.total(),
                    node.fate().name().toLowerCase(Locale.ROOT));
        }
    }

    /// A line for each layer (-1 for the mean of all), written token and source token.
    public static void csv(Alignment alignment, Writer out) throws IOException {
        line(out, "layer", "written_place", "written", "source_place", "source", "weight");
        for (int layer = -1; layer < alignment.layers().size(); layer++) {
            var weights = layer < 0 ? alignment.mean() : alignment.layers().get(layer);
            for (int t = 0; t < alignment.wrote().size(); t++) {
                for (int s = 0; s < alignment.source().size(); s++) {
                    line(
                            out,
                            layer,
                            t,
                            alignment.wrote().get(t),
                            s,
                            alignment.source().get(s),
                            weights.get(t).get(s));
                }
            }
        }
    }

    /// A line a token.
    public static void csv(Salience salience, Writer out) throws IOException {
        line(out, "place", "id", "token", "gradient_times_input", "gradient_norm");
        for (int place = 0; place < salience.tokens().size(); place++) {
            Salience.Token token = salience.tokens().get(place);
            line(out, place, token.id(), token.token(), token.product(), token.norm());
        }
    }

    /// A line a token of each text; runs are counted from 0.
    public static void csv(AnswersBeside answers, Writer out) throws IOException {
        out.write("place,run,id,token,probability\n");
        for (int run = 0; run < answers.runs().size(); run++) {
            List<AnswersBeside.Token> tokens = answers.runs().get(run).tokens();
            for (int place = 0; place < tokens.size(); place++) {
                AnswersBeside.Token token = tokens.get(place);
                line(out, place, run, token.id(), token.token(), token.probability());
            }
        }
    }

    /// A line a token, with the milliseconds that it took; empty where it was not measured.
    public static void csv(CacheComparison comparison, Writer out) throws IOException {
        out.write("place,cached_ms,uncached_ms\n");
        int rows = Math.max(comparison.cached().size(), comparison.uncached().size());
        for (int place = 0; place < rows; place++) {
            out.write(place + "," + cell(comparison.cached(), place) + "," + cell(comparison.uncached(), place) + "\n");
        }
    }

    private static String cell(List<Double> values, int place) {
        return place < values.size() ? values.get(place).toString() : "";
    }

    private static void line(Writer out, Object... cells) throws IOException {
        out.write(Arrays.stream(cells)
                        .map(cell ->
                                cell instanceof String text ? '"' + text.replace("\"", "\"\"") + '"' : cell.toString())
                        .collect(Collectors.joining(","))
                + "\n");
    }
}
