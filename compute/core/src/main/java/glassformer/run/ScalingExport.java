package glassformer.run;

import glassformer.engine.Tensor;
import glassformer.exchange.Safetensors;
import glassformer.inspect.AttentionSteps;
import glassformer.inspect.HeadNumbers;
import glassformer.inspect.Scaling;
import glassformer.inspect.ScoreVariants;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What scaling does to attention, as files. In a folder stand:
///
/// - `scaling.csv`: a line of [Saturation] for each head raw and scaled, and for each layer as one head and as several
/// - `steps.csv`: the chosen head at the chosen token, a line for each key, with the numbers of its key and value; the
///   query stands in the line without a key, the head's output in its columns of values
/// - `scaling.safetensors`: the chosen head's `queries`, `keys`, `values`, `scores` and `outputs`, and
// `pattern.VARIANT`
///   for each variant
public final class ScalingExport {
    private ScalingExport() {}

    /// @param folder  made where it is not there
    /// @param columns the tokens that are looked at
    /// @throws glassformer.BadInputException where it cannot be written
    public static void write(Scaling scaling, List<String> columns, Path folder) {
        try {
            Files.createDirectories(folder);
            try (Writer out = Files.newBufferedWriter(folder.resolve("scaling.csv"))) {
                figures(scaling, out);
            }
            try (Writer out = Files.newBufferedWriter(folder.resolve("steps.csv"))) {
                steps(scaling.steps(), columns, out);
            }
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(folder.resolve("scaling.safetensors")))) {
                new Safetensors(tensors(scaling), Map.of("format", "pt")).write(out);
            }
        } catch (IOException e) {
            throw Disk.cannotWrite(folder, e);
        }
    }

    private static void figures(Scaling scaling, Appendable out) throws IOException {
        StringBuilder lines = new StringBuilder("kind,layer,head,variant,variance,largest,entropy,tiny,gradient\n");
        scaling.each((layer, head, variant, of) -> lines.append(scaling.kind().id() + "," + layer + ","
                + (head == null ? "" : head) + "," + variant.id() + "," + number(of.variance()) + ","
                + number(of.largest()) + "," + number(of.entropy()) + "," + number(of.tiny()) + ","
                + number(of.gradient()) + "\n"));
        out.append(lines);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static void steps(AttentionSteps steps, List<String> columns, Appendable out) throws IOException {
        StringBuilder lines = new StringBuilder("key,token,product,scaled,score,weight,gradient");
        int size = steps.query().length;
        for (String vector : List.of("k", "v")) {
            for (int d = 0; d < size; d++) {
                lines.append(',').append(vector).append(d);
            }
        }
        lines.append("\n,query and output,,,,,");
        append(steps.query(), lines);
        append(steps.output(), lines);
        for (int k = 0; k < steps.keys().size(); k++) {
            AttentionSteps.Step step = steps.keys().get(k);
            lines.append("\n" + k + "," + AttentionExport.quoted(columns.get(k)) + "," + step.product() + ","
                    + step.scaled() + "," + (Double.isFinite(step.score()) ? step.score() : "") + "," + step.weight()
                    + "," + step.gradient());
            append(step.key(), lines);
            append(step.value(), lines);
        }
        out.append(lines.append('\n'));
    }

    private static void append(double[] vector, StringBuilder line) {
        for (double value : vector) {
            line.append(',').append((float) value);
        }
    }

    private static Map<String, Tensor> tensors(Scaling scaling) {
        HeadNumbers numbers = scaling.numbers();
        int rows = numbers.rows();
        int columns = numbers.columns();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("queries", Tensor.of(numbers.queries(), rows, numbers.size()));
        tensors.put("keys", Tensor.of(numbers.keys(), columns, numbers.size()));
        tensors.put("values", Tensor.of(numbers.values(), columns, numbers.size()));
        tensors.put("scores", Tensor.of(numbers.scores(), rows, columns));
        tensors.put("outputs", Tensor.of(numbers.outputs(), rows, numbers.size()));
        for (ScoreVariants.Of of : scaling.chosen().all()) {
            tensors.put("pattern." + of.variant().id(), Tensor.of(of.pattern(), rows, columns));
        }
        return tensors;
    }
}
