package glassformer.run;

import glassformer.engine.AttentionGroup;
import glassformer.engine.Tensor;
import glassformer.exchange.Npy;
import glassformer.inspect.AttentionPng;
import glassformer.inspect.AttentionSvg;
import glassformer.inspect.HeadRole;
import glassformer.inspect.HeadScores;
import glassformer.inspect.Rollout;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Attention as files that other tools open. In a folder stand, with KIND one of `encoder`, `decoder` and `cross`:
///
/// - `attention.safetensors`: as a run stores it, `KIND.layer.N` of shape `(H, T, S)`, the tokens in the metadata
/// - `KIND.layer.N.npy`: the same, a layer a file; `KIND.mean.npy` `(L, T, S)` and, of a text that looks at itself,
///   `KIND.rollout.npy` `(L, T, T)`
/// - `attention.csv`: a line for each layer, head, query and key; `heads.csv`: a line of scores for each head
/// - `KIND.png` and `KIND.svg`: every head as a heatmap
public final class AttentionExport {
    private AttentionExport() {}

    /// @param folder made where it is not there
    /// @throws glassformer.BadInputException where it cannot be written
    public static void write(List<AttentionGroup> groups, Path folder) {
        try {
            Files.createDirectories(folder);
            safetensors(groups, folder.resolve("attention.safetensors"));
            try (Writer out = Files.newBufferedWriter(folder.resolve("attention.csv"))) {
                csv(groups, out);
            }
            try (Writer out = Files.newBufferedWriter(folder.resolve("heads.csv"))) {
                scores(groups, out);
            }
            for (AttentionGroup group : groups) {
                String kind = group.kind().id();
                for (int layer = 0; layer < group.patterns().size(); layer++) {
                    npy(group.patterns().get(layer), folder.resolve(kind + ".layer." + layer + ".npy"));
                }
                npy(stacked(Rollout.means(group)), folder.resolve(kind + ".mean.npy"));
                if (group.kind() != AttentionGroup.Kind.CROSS) {
                    npy(stacked(Rollout.of(group)), folder.resolve(kind + ".rollout.npy"));
                }
                try (OutputStream out = Files.newOutputStream(folder.resolve(kind + ".png"))) {
                    AttentionPng.heads(group, out);
                }
                try (Writer out = Files.newBufferedWriter(folder.resolve(kind + ".svg"))) {
                    AttentionSvg.heads(group, out);
                }
            }
        } catch (IOException e) {
            throw Disk.cannotWrite(folder, e);
        }
    }

    public static void safetensors(List<AttentionGroup> groups, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            AttentionFile.content(groups).write(out);
        }
    }

    public static void npy(Tensor tensor, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Npy.write(tensor, out);
        }
    }

    /// Layers of one shape as one tensor, `(L, ...)`.
    public static Tensor stacked(List<Tensor> layers) {
        Tensor first = layers.getFirst();
        float[] all = new float[layers.size() * first.values().length];
        for (int i = 0; i < layers.size(); i++) {
            System.arraycopy(layers.get(i).values(), 0, all, i * first.values().length, first.values().length);
        }
        List<Integer> shape = new java.util.ArrayList<>(first.shape());
        shape.addFirst(layers.size());
        return new Tensor(shape, all);
    }

    /// Layers, heads and places count from 0.
    public static void csv(List<AttentionGroup> groups, Appendable out) throws IOException {
        out.append("kind,layer,head,query,key,queryToken,keyToken,weight\n");
        for (AttentionGroup group : groups) {
            int queries = group.rows().size();
            int keys = group.columns().size();
            for (int layer = 0; layer < group.patterns().size(); layer++) {
                float[] values = group.patterns().get(layer).values();
                for (int at = 0; at < values.length; at++) {
                    int query = at / keys % queries;
                    int key = at % keys;
                    out.append(group.kind().id() + "," + layer + "," + at / (queries * keys) + "," + query + "," + key
                            + "," + quoted(group.rows().get(query)) + ","
                            + quoted(group.columns().get(key)) + "," + values[at] + "\n");
                }
            }
        }
    }

    /// [HeadScores] of each head, empty where a head has none.
    static void scores(List<AttentionGroup> groups, Appendable out) throws IOException {
        out.append("kind,layer,head,role,entropy,distance");
        for (HeadRole role : HeadRole.values()) {
            out.append(",").append(role.id());
        }
        out.append("\n");
        for (AttentionGroup group : groups) {
            for (int layer = 0; layer < group.patterns().size(); layer++) {
                int heads = group.patterns().get(layer).shape().getFirst();
                for (int head = 0; head < heads; head++) {
                    StringBuilder line = new StringBuilder(group.kind().id() + "," + layer + "," + head + ","
                            + HeadScores.role(group, layer, head)
                                    .map(HeadRole::id)
                                    .orElse(""));
                    HeadScores.of(group, layer, head).each((name, value) -> line.append(',')
                            .append(Double.isNaN(value) ? "" : Double.toString(value)));
                    out.append(line).append("\n");
                }
            }
        }
    }

    static String quoted(String token) {
        return '"' + token.replace("\"", "\"\"") + '"';
    }
}
