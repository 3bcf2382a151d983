package glassformer.inspect;

import glassformer.generate.BeamTree;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
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

    private static void line(Writer out, Object... cells) throws IOException {
        out.write(Arrays.stream(cells)
                        .map(cell ->
                                cell instanceof String text ? '"' + text.replace("\"", "\"\"") + '"' : cell.toString())
                        .collect(Collectors.joining(","))
                + "\n");
    }
}
