package glassformer.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.exchange.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A file with one JSON object a line, each with its `step`. A line is written in one piece, so a kill
/// loses at most the last one; readers pass over a last line without its line end.
final class JsonLines implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final WriteGate gate;

    private JsonLines(Path file, FileChannel channel, WriteGate gate) {
        this.file = file;
        this.channel = channel;
        this.gate = gate;
    }

    static JsonLines append(Path file, WriteGate gate) {
        try {
            return new JsonLines(
                    file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), gate);
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    void write(ObjectNode line) {
        ByteBuffer bytes = ByteBuffer.wrap((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            gate.pass(file);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    void sync() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    static List<ObjectNode> read(Path file) {
        List<ObjectNode> lines = new ArrayList<>();
        for (String line : finished(file)) {
            lines.add(Json.readObject(line, file + ", line " + (lines.size() + 1) + ","));
        }
        return lines;
    }

    /// Drops the lines of later steps and an unfinished last line. Holds one line at a time.
    static void cutAfter(Path file, int step) {
        if (!Files.exists(file)) {
            return;
        }
        long kept = 0;
        int number = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (byte[] line = line(in); line.length > 0; line = line(in)) {
                number++;
                String text = new String(line, 0, line.length - 1, StandardCharsets.UTF_8);
                if (step(Json.readObject(text, file + ", line " + number + ","), file) > step) {
                    break;
                }
                kept += line.length;
            }
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(kept);
            channel.force(true);
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    /// The next line with its end; nothing where no finished one is left.
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                return line.toByteArray();
            }
        }
        return new byte[0];
    }

    private static int step(ObjectNode line, Path file) {
        if (line.path("step").canConvertToInt() && line.path("step").isIntegralNumber()) {
            return line.path("step").intValue();
        }
        throw new BadInputException(file + " has a line without a step: " + line + ".");
    }

    private static List<String> finished(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            String text = Files.readString(file);
            int end = text.lastIndexOf('\n');
            return end < 0 ? List.of() : List.of(text.substring(0, end).split("\n", -1));
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        }
    }
}
