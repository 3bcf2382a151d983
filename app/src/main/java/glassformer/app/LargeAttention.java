package glassformer.app;

import glassformer.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// A stored attention that no model has computed: each token looks back, the nearer the more, some heads further than
/// others, and at every 97th token. Rows sum to 1 but for rounding; nothing is left out of the file.
///
/// @param bytes of a value: 4 for float32, 2 for float16
record LargeAttention(int tokens, int layers, int heads, int bytes) {
    private static final int STRIPE = 97;

    long size() {
        return (long) layers * heads * tokens * tokens * bytes;
    }

    /// @param run a folder that gets the file as a run's attention at step 0
    void write(Path run) throws IOException {
        Path folder = Files.createDirectories(run.resolve("attention"));
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < size() + (1L << 30)) {
            throw new BadInputException("The attention takes " + (size() >> 20) + " MiB, but only " + (free >> 20)
                    + " MiB are free in " + folder + ": choose fewer tokens, layers or heads, or another --folder.");
        }
        try (FileChannel channel = FileChannel.open(
                folder.resolve("step-0.safetensors"),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(channel);
            out.write(header());
            ByteBuffer rows = ByteBuffer.allocateDirect(64 * tokens * bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int layer = 0; layer < layers; layer++) {
                for (int head = 0; head < heads; head++) {
                    head(layer * heads + head, rows, channel);
                }
            }
            channel.force(false);
        }
    }

    private void head(int number, ByteBuffer rows, FileChannel channel) throws IOException {
        double reach = 2 + 8.0 * number;
        double[] near = new double[tokens];
        double[] sums = new double[tokens];
        double sum = 0;
        for (int d = 0; d < tokens; d++) {
            near[d] = Math.exp(-d / reach);
            sum += near[d];
            sums[d] = sum;
        }
        for (int q = 0; q < tokens; q++) {
            double share = 0.8 / sums[q];
            double stripe = 0.2 / (q / STRIPE + 1);
            for (int k = 0; k < tokens; k++) {
                double weight = k > q ? 0 : near[q - k] * share + (k % STRIPE == 0 ? stripe : 0);
                if (bytes == 4) {
                    rows.putFloat((float) weight);
                } else {
                    rows.putShort(Float.floatToFloat16((float) weight));
                }
            }
            if (!rows.hasRemaining() || q == tokens - 1) {
                rows.flip();
                while (rows.hasRemaining()) {
                    channel.write(rows);
                }
                rows.clear();
            }
        }
    }

    private byte[] header() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < tokens; i++) {
            names.append(i == 0 ? "" : ",").append("\"w").append(i % 499).append('"');
        }
        String tokensJson = "{\"decoder\":{\"rows\":[" + names + "],\"columns\":[" + names + "]}}";
        JsonLine header = new JsonLine().with("__metadata__", Map.of("tokens", tokensJson));
        long layerBytes = size() / layers;
        for (int layer = 0; layer < layers; layer++) {
            header.with(
                    "decoder.layer." + layer,
                    new JsonLine()
                            .with("dtype", bytes == 4 ? "F32" : "F16")
                            .with("shape", new int[] {heads, tokens, tokens})
                            .with("data_offsets", new long[] {layer * layerBytes, (layer + 1) * layerBytes})
                            .fields());
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer all = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(padded).put(json);
        while (all.hasRemaining()) {
            all.put((byte) ' ');
        }
        return all.array();
    }
}
