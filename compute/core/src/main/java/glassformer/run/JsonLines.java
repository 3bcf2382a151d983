package glassformer.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.exchange.Json;
import java.io.IOException;
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

    /// Drops the lines of later steps and an unfinished last line.
    static void cutAfter(Path file, int step) {
        long kept = 0;
        int number = 0;
        for (String line : finished(file)) {
            number++;
            if (step(Json.readObject(line, file + ", line " + number + ","), file) > step) {
                break;
            }
            kept += line.getBytes(StandardCharsets.UTF_8).length + 1L;
        }
        if (!Files.exists(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(kept);
            channel.force(true);
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
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
