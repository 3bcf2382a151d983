package glassformer.represent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.engine.Tensor;
import glassformer.exchange.Json;
import glassformer.exchange.Npy;
import glassformer.numerics.Matrix;
import glassformer.run.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Maps and similarities as files that other programs open:
///
/// - `vectors.npy` `(N, C)`, `map.npy` `(M, 2 or 3)`, and `points.tsv` with a line for each vector: name, group, count
///   and where it lies
/// - `map.svg` and `map.png`
/// - `summary.json`: what was mapped and how
///
/// and of a similarity `cka.npy` `(layers, layers)`, `cka.csv` and `cka.json`.
public final class RepresentationFiles {
    private static final String FOLDER = "representations";

    private RepresentationFiles() {}

    /// Where a run keeps its maps.
    public static Path folder(Path run) {
        return run.resolve(FOLDER);
    }

    /// @param folder made where it is not there; files of these names are replaced
    /// @throws glassformer.BadInputException where it cannot be written
    public static void write(Representation map, Path folder) {
        try {
            Files.createDirectories(folder);
            npy(map.space().vectors(), folder.resolve("vectors.npy"));
            npy(map.layout().places(), folder.resolve("map.npy"));
            Disk.replace(folder.resolve("points.tsv"), points(map));
            MapPicture picture = new MapPicture(map);
            StringBuilder svg = new StringBuilder();
            picture.svg(svg);
            Disk.replace(folder.resolve("map.svg"), svg.toString());
            Disk.replace(folder.resolve("map.png"), picture::png);
            Disk.replace(folder.resolve("summary.json"), Json.pretty(fields(map)));
        } catch (IOException e) {
            throw Disk.cannotWrite(folder, e);
        }
    }

    /// @param one   what the rows are, for people
    /// @param other what the columns are
    public static void write(Similarity similarity, String one, String other, Path folder) {
        try {
            Files.createDirectories(folder);
            npy(similarity.cka(), folder.resolve("cka.npy"));
            StringBuilder csv = new StringBuilder("layer,otherLayer,cka\n");
            Matrix cka = similarity.cka();
            for (int row = 0; row < cka.rows(); row++) {
                for (int column = 0; column < cka.columns(); column++) {
                    csv.append(row)
                            .append(',')
                            .append(column)
                            .append(',')
                            .append(cka.at(row, column))
                            .append('\n');
                }
            }
            Disk.replace(folder.resolve("cka.csv"), csv.toString());
            ObjectNode fields = fields(similarity);
            fields.put("run", one);
            fields.put("against", other);
            Disk.replace(folder.resolve("cka.json"), Json.pretty(fields));
        } catch (IOException e) {
            throw Disk.cannotWrite(folder, e);
        }
    }

    public static ObjectNode fields(Representation map) {
        ObjectNode fields = Json.object();
        fields.put("kind", map.kind().id());
        fields.put("layer", map.layer());
        fields.put("layers", map.layers());
        fields.put("step", map.step());
        fields.put("method", map.layout().method().id());
        fields.put("dimensions", map.layout().dimensions());
        fields.put("vectors", map.space().size());
        fields.put("width", map.space().vectors().columns());
        fields.put("onMap", map.layout().places().rows());
        ArrayNode explained = fields.putArray("explained");
        for (double part : map.layout().explained()) {
            explained.add(part);
        }
        return fields;
    }

    public static ObjectNode fields(Similarity similarity) {
        ObjectNode fields = Json.object();
        fields.put("texts", similarity.texts());
        ArrayNode rows = fields.putArray("cka");
        Matrix cka = similarity.cka();
        for (int row = 0; row < cka.rows(); row++) {
            ArrayNode line = rows.addArray();
            for (int column = 0; column < cka.columns(); column++) {
                line.add(cka.at(row, column));
            }
        }
        return fields;
    }

    private static String points(Representation map) {
        Matrix places = map.layout().places();
        StringBuilder tsv = new StringBuilder("name\tgroup\tcount\tx\ty" + (places.columns() == 3 ? "\tz" : "") + "\n");
        List<Entry> entries = map.space().entries();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            tsv.append(cell(entry.name()))
                    .append('\t')
                    .append(cell(entry.group()))
                    .append('\t')
                    .append(entry.count());
            for (int d = 0; d < places.columns(); d++) {
                tsv.append('\t').append(i < places.rows() ? String.valueOf(places.at(i, d)) : "");
            }
            tsv.append('\n');
        }
        return tsv.toString();
    }

    /// A blank would be invisible, and tabs and line ends are the table's own.
    private static String cell(String text) {
        String line = text.replaceAll("[\\t\\r\\n\\u2028\\u2029]", " ");
        return !line.isEmpty() && line.isBlank() ? "\"" + line + "\"" : line;
    }

    private static void npy(Matrix matrix, Path file) throws IOException {
        float[] values = new float[matrix.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) matrix.values()[i];
        }
        Tensor tensor = new Tensor(List.of(matrix.rows(), matrix.columns()), values);
        Disk.replace(file, out -> Npy.write(tensor, out));
    }
}
