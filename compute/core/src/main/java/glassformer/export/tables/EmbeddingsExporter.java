package glassformer.export.tables;

import glassformer.blueprint.Layer;
import glassformer.engine.Tensor;
import glassformer.exchange.Npy;
import glassformer.export.Description;
import glassformer.export.ExportCheck;
import glassformer.export.ExportFormat;
import glassformer.export.ExportSource;
import glassformer.export.ExportSubject;
import glassformer.export.Exporter;
import glassformer.export.TensorCheck;
import glassformer.run.Disk;
import glassformer.settings.Setting;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The token embedding: `embeddings.npy` `(V, C)`, and `vectors.tsv` with `metadata.tsv` for the TensorFlow projector.
public final class EmbeddingsExporter implements Exporter {
    private static final String LIMIT = "embeddings.vocabulary";

    @Override
    public ExportFormat format() {
        return ExportFormat.EMBEDDINGS;
    }

    @Override
    public Description description() {
        return new Description(
                "Embeddings",
                "NumPy, spreadsheets, and the TensorFlow projector (projector.tensorflow.org, Load).",
                "A vector for each token of the vocabulary, with the token's text.",
                "Everything but these vectors.");
    }

    @Override
    public List<Setting> options() {
        return List.of(new Setting.Whole(
                LIMIT,
                "How many tokens' vectors are written, the first of the vocabulary; 0 for all.",
                0,
                0,
                10_000_000));
    }

    @Override
    public void write(ExportSource source, Path folder, Progress progress) throws IOException {
        Tensor table = table(source);
        Disk.create(folder.resolve("embeddings.npy"), out -> Npy.write(table, out));
        int rows = table.shape().get(0);
        int dim = table.shape().get(1);
        Disk.create(folder.resolve("vectors.tsv"), out -> {
            for (int row = 0; row < rows; row++) {
                progress.step((double) row / rows);
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < dim; i++) {
                    line.append(i == 0 ? "" : "\t").append(table.values()[row * dim + i]);
                }
                out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            }
        });
        Tokenizer tokenizer = source.subject().tokenizer();
        Disk.create(folder.resolve("metadata.tsv"), out -> {
            // One column has no header there.
            for (int row = 0; row < rows; row++) {
                String token = row < tokenizer.vocabSize() ? tokenizer.token(row) : "(unused)";
                out.write((shown(token) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
        progress.step(1);
    }

    /// A blank would be invisible in a table.
    private static String shown(String token) {
        return token.isBlank() ? "\"" + token.replace('\u2028', ' ').replace('\u2029', ' ') + "\"" : token;
    }

    private static Tensor table(ExportSource source) {
        String name = source.blueprint()
                .layers()
                .filter(Layer.TokenEmbedding.class::isInstance)
                .map(layer -> ((Layer.TokenEmbedding) layer).table().name())
                .findFirst()
                .orElseThrow();
        Tensor all = source.weights().get(name);
        int limit = source.subject().options().whole(LIMIT);
        int rows = limit == 0 ? all.shape().get(0) : Math.min(limit, all.shape().get(0));
        int dim = all.shape().get(1);
        return new Tensor(List.of(rows, dim), Arrays.copyOf(all.values(), rows * dim));
    }

    @Override
    public ExportCheck check(ExportSource source, Path folder, Progress progress) throws IOException {
        return TensorCheck.of(
                "vectors",
                Map.of("embeddings", table(source)),
                Map.of("embeddings", Npy.read(folder.resolve("embeddings.npy"))));
    }

    @Override
    public String usage(ExportSubject subject) {
        return """
                ```python
                import numpy

                vectors = numpy.load("embeddings.npy")
                ```

                In the TensorFlow projector, choose Load, then vectors.tsv and metadata.tsv.""";
    }
}
