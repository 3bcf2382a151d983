package glassformer.remote;

import glassformer.BadInputException;
import glassformer.run.Disk;
import glassformer.worker.WorkerFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.function.DoubleConsumer;

/// Moves files to and from the shared folder of a worker on another machine.
final class RemoteFiles {
    private static final int PIECE = 1 << 20;

    private final RemoteWorker worker;

    RemoteFiles(RemoteWorker worker) {
        this.worker = worker;
    }

    List<WorkerFiles.Entry> list(String folder) {
        return worker.ask(w -> w.list(new WorkerFiles.FolderRequest(folder))).files();
    }

    /// Sends a file, unless the far end has the very same.
    ///
    /// @param progress hears from 0 to 1
    void send(Path file, String name, DoubleConsumer progress) {
        send(file, hash(file), name, progress);
    }

    /// Sends a file into a folder that its content names, so that thirty runs on one text send it once.
    ///
    /// @return the file's name there
    String sendByContent(Path file, String folder, DoubleConsumer progress) {
        String hash = hash(file);
        String name = folder + "/" + hash.substring(0, 16) + "/" + file.getFileName();
        send(file, hash, name, progress);
        return name;
    }

    private static String hash(Path file) {
        try {
            return Disk.sha256(file);
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        }
    }

    private void send(Path file, String hash, String name, DoubleConsumer progress) {
        try {
            if (hash.equals(hash(name))) {
                return;
            }
            long size = Files.size(file);
            try (InputStream in = Files.newInputStream(file)) {
                long at = 0;
                do {
                    byte[] bytes = in.readNBytes(PIECE);
                    var request = new WorkerFiles.WriteRequest(
                            name, at, Base64.getEncoder().encodeToString(bytes));
                    worker.ask(w -> w.write(request));
                    at += bytes.length;
                    progress.accept(size == 0 ? 1 : (double) at / size);
                } while (at < size);
            }
            if (!hash.equals(hash(name))) {
                throw new BadInputException(file + " changed while it was sent; it must stay as it is.");
            }
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        }
    }

    /// Sends every file of a folder, but those whose name begins with a dot.
    void sendFolder(Path folder, String name, DoubleConsumer progress) {
        try (var entries = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) entries.sorted()::iterator) {
                String relative = folder.relativize(file).toString().replace('\\', '/');
                if (Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".")) {
                    send(file, name + "/" + relative, progress);
                }
            }
        } catch (IOException e) {
            throw Disk.cannotRead(folder, e);
        }
    }

    void sendText(String text, String name) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var request = new WorkerFiles.WriteRequest(name, 0, Base64.getEncoder().encodeToString(bytes));
        worker.ask(w -> w.write(request));
    }

    String text(String name) {
        var request = new WorkerFiles.ReadRequest(name, 0, WorkerFiles.MOST_BYTES);
        byte[] bytes =
                Base64.getDecoder().decode(worker.ask(w -> w.read(request)).base64());
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    /// Appends what a file has from a position on.
    ///
    /// @param from how much of it is here already; from 0 on, the file here is written anew
    /// @param to   where to end
    void fetch(String name, Path file, long from, long to) throws IOException {
        try (OutputStream out =
                from == 0 ? Files.newOutputStream(file) : Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            for (long at = from; at < to; ) {
                var request = new WorkerFiles.ReadRequest(name, at, (int) Math.min(PIECE, to - at));
                byte[] bytes = Base64.getDecoder()
                        .decode(worker.ask(w -> w.read(request)).base64());
                if (bytes.length == 0) {
                    return; // it was cut meanwhile; the next look sees that
                }
                out.write(bytes);
                at += bytes.length;
            }
        }
    }

    private String hash(String name) {
        return worker.ask(w -> w.hash(new WorkerFiles.FileRequest(name))).sha256();
    }
}
