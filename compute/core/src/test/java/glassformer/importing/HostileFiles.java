package glassformer.importing;

import glassformer.BadInputException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Files that are small or large, but made to become very much in memory, or to take very long. Each must be refused in
/// one sentence within a second of the processor.
public final class HostileFiles {
    private final Path folder;
    private final PrintStream out;
    private boolean well = true;

    private HostileFiles(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /// @param arguments a folder
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        HostileFiles files = new HostileFiles(Path.of(arguments[0]), out);
        files.safetensors();
        files.tokenizers();
        files.configs();
        files.gguf();
        files.onnx();
        files.zips();
        out.println(files.well ? "ALL WELL" : "NOT WELL");
    }

    private void check(String name, Path source) throws IOException {
        Path target = folder.resolve("target");
        System.gc();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        String came;
        try {
            new ImportJob().run(new ImportRequest(source, folder, target, false), ImportListener.SILENT);
            came = "NOT REFUSED";
        } catch (BadInputException e) {
            came = String.valueOf(e.getMessage());
        } catch (RuntimeException | Error e) {
            came = "FAILED " + e;
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
        boolean sentence = came.endsWith(".") && came.length() < 1000 && !came.contains("\n");
        boolean fine = sentence && seconds < 1 && !Files.exists(target) && !came.startsWith("FAILED");
        well &= fine;
        out.println(String.format(
                Locale.ROOT,
                "%s %-40s %.3f s: %s",
                fine ? "ok" : "WRONG",
                name,
                seconds,
                came.substring(0, Math.min(160, came.length()))));
    }

    private Path model(String name) throws IOException {
        return GoodSources.huggingFace(folder.resolve(name));
    }

    private interface Body {
        void write(OutputStream out) throws IOException;
    }

    private static void write(Path file, Body body) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            body.write(out);
        }
    }

    private static void repeat(OutputStream out, String text, int count) throws IOException {
        byte[] bytes = text.repeat(1000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < count; i += 1000) {
            out.write(bytes);
        }
    }

    private static byte[] u64(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    private static byte[] u32(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private void header(String name, Body json) throws IOException {
        Path model = model("st-" + name);
        Path body = folder.resolve("header");
        write(body, json);
        write(model.resolve("model.safetensors"), out -> {
            out.write(u64(Files.size(body)));
            Files.copy(body, out);
        });
        check("safetensors, " + name, model);
    }

    private void safetensors() throws IOException {
        header("a million tensors", out -> {
            out.write('{');
            for (int i = 0; i < 1_000_000; i++) {
                String entry =
                        (i == 0 ? "" : ",") + "\"t" + i + "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
                out.write(entry.getBytes(StandardCharsets.US_ASCII));
            }
            out.write('}');
        });
        header("metadata of 90 MB", out -> {
            out.write("{\"__metadata__\":{\"a\":\"\"".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 90; i++) {
                out.write((",\"k" + i + "\":\"").getBytes(StandardCharsets.US_ASCII));
                repeat(out, "xxxxxxxxxx", 100_000);
                out.write('"');
            }
            out.write("}}".getBytes(StandardCharsets.US_ASCII));
        });
        header("90 MB of blanks", out -> repeat(out, " ", 90_000_000));
        header("names of 40,000 characters", out -> {
            out.write('{');
            for (int i = 0; i < 2000; i++) {
                out.write(((i == 0 ? "" : ",") + "\"" + i + "x".repeat(40_000)
                                + "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}")
                        .getBytes(StandardCharsets.US_ASCII));
            }
            out.write('}');
        });
    }

    private void json(String name, String file, Body json) throws IOException {
        Path model = model("json-" + name.replace(' ', '-'));
        write(model.resolve(file), json);
        check(file + ", " + name, model);
    }

    private void tokenizers() throws IOException {
        String head = "{\"model\":{\"type\":\"BPE\",\"vocab\":{},\"merges\":[";
        json("empty lists", "tokenizer.json", out -> {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            repeat(out, "[],", 20_000_000);
            out.write("[]]}}".getBytes(StandardCharsets.US_ASCII));
        });
        json("short texts", "tokenizer.json", out -> {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            repeat(out, "\"a b\",", 9_000_000);
            out.write("\"a\"]}}".getBytes(StandardCharsets.US_ASCII));
        });
        json("30 million levels", "tokenizer.json", out -> repeat(out, "[", 30_000_000));
        json("one text of 60 MB", "tokenizer.json", out -> {
            out.write('"');
            repeat(out, "x", 60_000_000);
            out.write('"');
        });
        json("a long number", "tokenizer.json", out -> {
            out.write("{\"model\":".getBytes(StandardCharsets.US_ASCII));
            repeat(out, "9", 10_000_000);
            out.write('}');
        });
        json("a million tokens", "tokenizer.json", out -> {
            out.write("{\"model\":{\"type\":\"BPE\",\"merges\":[],\"vocab\":{\"a\":0"
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 1; i < 790_000; i++) {
                out.write((",\"t" + i + "\":" + i).getBytes(StandardCharsets.US_ASCII));
            }
            out.write("}}}".getBytes(StandardCharsets.US_ASCII));
        });
        json("60,000 added tokens", "tokenizer.json", out -> {
            out.write(
                    "{\"pre_tokenizer\":{\"type\":\"ByteLevel\"},\"model\":{\"type\":\"BPE\",\"merges\":[],\"vocab\":{\"a\":0"
                            .getBytes(StandardCharsets.US_ASCII));
            for (int i = 1; i < 200_000; i++) {
                out.write((",\"t" + i + "\":" + i).getBytes(StandardCharsets.US_ASCII));
            }
            out.write("}},\"added_tokens\":[".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 60_000; i++) {
                out.write(((i == 0 ? "" : ",") + "{\"id\":" + (200_000 + i) + ",\"content\":\"x" + i + "\"}")
                        .getBytes(StandardCharsets.US_ASCII));
            }
            out.write("]}".getBytes(StandardCharsets.US_ASCII));
        });
    }

    private void configs() throws IOException {
        json("empty objects", "config.json", out -> {
            out.write("{\"a\":[".getBytes(StandardCharsets.US_ASCII));
            repeat(out, "{},", 2_500_000);
            out.write("{}]}".getBytes(StandardCharsets.US_ASCII));
        });
        json(
                "a model of 10^15 weights",
                "config.json",
                out -> out.write(("{\"model_type\":\"llama\","
                                + "\"vocab_size\":10000000,\"max_position_embeddings\":32768,\"num_hidden_layers\":96,"
                                + "\"num_attention_heads\":128,\"hidden_size\":16384,\"intermediate_size\":65536}")
                        .getBytes(StandardCharsets.US_ASCII)));
        json(
                "a million labels",
                "config.json",
                out -> out.write(
                        ("{\"model_type\":\"bert\",\"architectures\":[\"BertForSequenceClassification\"],\"num_labels\":1000000}")
                                .getBytes(StandardCharsets.US_ASCII)));
    }

    private void gguf() throws IOException {
        Path file = folder.resolve("h.gguf");
        write(file, out -> {
            out.write("GGUF".getBytes(StandardCharsets.US_ASCII));
            out.write(u32(3));
            out.write(u64(0));
            out.write(u64(8));
            for (int key = 0; key < 8; key++) {
                out.write(u64(1));
                out.write('a' + key);
                out.write(u32(9)); // an array
                out.write(u32(0)); // of bytes
                out.write(u64(9_000_000));
                repeat(out, "\0", 9_000_000);
            }
        });
        check("GGUF, 72 million small numbers", file);
        write(file, out -> {
            out.write("GGUF".getBytes(StandardCharsets.US_ASCII));
            out.write(u32(3));
            out.write(u64(0));
            out.write(u64(1));
            out.write(u64(1));
            out.write('a');
            out.write(u32(8)); // a text
            out.write(u64(150_000_000));
            repeat(out, "x", 150_000_000);
        });
        check("GGUF, a text of 150 MB", file);
        write(file, out -> {
            out.write("GGUF".getBytes(StandardCharsets.US_ASCII));
            out.write(u32(3));
            out.write(u64(0));
            out.write(u64(1));
            out.write(u64(1));
            out.write('a');
            out.write(u32(9));
            for (int depth = 0; depth < 1_000_000; depth++) {
                out.write(u32(9));
                out.write(u64(1));
            }
        });
        check("GGUF, a million levels", file);
    }

    private static byte[] field(int number, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(number << 3 | 2);
        varint(out, content.length);
        out.write(content);
        return out.toByteArray();
    }

    private static void varint(OutputStream out, long value) throws IOException {
        long left = value;
        while (left > 127) {
            out.write((int) (left & 127 | 128));
            left >>>= 7;
        }
        out.write((int) left);
    }

    /// A graph of so many bytes that are written by a body.
    private void graph(String name, long bytes, Body body) throws IOException {
        Path model = folder.resolve("onnx");
        if (!Files.exists(model)) {
            GoodSources.onnx(model);
        }
        write(model.resolve("model.onnx"), out -> {
            out.write(7 << 3 | 2);
            varint(out, bytes);
            body.write(out);
        });
        check("ONNX, " + name, model);
        check("ONNX encoder, " + name, model.resolve("model.onnx"));
    }

    private void onnx() throws IOException {
        graph("20 million empty nodes", 40_000_000, out -> repeat(out, "\n\0", 20_000_000));
        graph("20 million empty tensors", 40_000_000, out -> repeat(out, "\u002a\0", 20_000_000));
        byte[] sizes = field(1, new byte[10_000_000]);
        byte[] tensor = field(5, sizes);
        graph("a tensor of 10 million sides", tensor.length, out -> out.write(tensor));
        byte[] numbers = field(5, field(7, new byte[10_000_000]));
        graph("a tensor of 10 million numbers", numbers.length, out -> out.write(numbers));
        byte[] named = field(1, field(3, new byte[10_000_000]));
        graph("a name of 10 MB", named.length, out -> out.write(named));
        byte[] inputs = field(1, "\n\0".repeat(5_000_000).getBytes(StandardCharsets.US_ASCII));
        graph("5 million inputs", inputs.length, out -> out.write(inputs));
    }

    private void zips() throws IOException {
        Path zip = folder.resolve("h.zip");
        write(zip, out -> {
            ZipOutputStream entries = new ZipOutputStream(out);
            entries.putNextEntry(new ZipEntry("m/lab.json"));
            entries.write("{}".getBytes(StandardCharsets.US_ASCII));
            entries.putNextEntry(new ZipEntry("m/zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                entries.write(zeros);
            }
            entries.finish();
        });
        check("zip, a thousand times larger", zip);
        write(zip, out -> {
            ZipOutputStream entries = new ZipOutputStream(out);
            for (int i = 0; i < 60_000; i++) {
                entries.putNextEntry(new ZipEntry("m/" + i));
            }
            entries.finish();
        });
        check("zip, 60,000 entries", zip);
        write(zip, out -> {
            ZipOutputStream entries = new ZipOutputStream(out);
            for (int i = 0; i < 3000; i++) {
                ZipEntry entry = new ZipEntry("m/" + i);
                entry.setComment("x".repeat(60_000));
                entries.putNextEntry(entry);
            }
            entries.finish();
        });
        check("zip, a table of 180 MB", zip);
        write(zip, out -> {
            ZipOutputStream entries = new ZipOutputStream(out);
            entries.putNextEntry(new ZipEntry("m/lab.json"));
            repeat(entries, " ", 15_000_000);
            entries.finish();
        });
        check("zip, a lab.json of 15 MB", zip);
    }
}
