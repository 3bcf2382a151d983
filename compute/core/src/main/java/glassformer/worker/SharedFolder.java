package glassformer.worker;

import glassformer.BadInputException;
import glassformer.run.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Answers [WorkerFiles] from one folder of this machine.
///
/// @param root null where nothing is shared
record SharedFolder(@Nullable Path root) {
    static final SharedFolder NONE = new SharedFolder(null);

    WorkerFiles.Root where() {
        return new WorkerFiles.Root(shared().toString());
    }

    WorkerFiles.Listing list(String folder) {
        Path start = path(folder);
        if (!Files.isDirectory(start)) {
            return new WorkerFiles.Listing(List.of());
        }
        List<WorkerFiles.Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.walk(start)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path name = start.relativize(file);
                if (!hidden(name) && Files.isRegularFile(file)) {
                    entries.add(new WorkerFiles.Entry(
                            slashes(name),
                            Files.size(file),
                            Files.getLastModifiedTime(file).toMillis()));
                }
            }
        } catch (NoSuchFileException | java.io.UncheckedIOException e) {
            // A checkpoint that went while the list was made; the next list is without it.
            entries.removeIf(entry -> !Files.exists(start.resolve(entry.file())));
        } catch (IOException e) {
            throw wrong(folder, e);
        }
        entries.sort(Comparator.comparing(WorkerFiles.Entry::file));
        return new WorkerFiles.Listing(entries);
    }

    WorkerFiles.Piece read(WorkerFiles.ReadRequest request) {
        if (request.from() < 0 || request.most() < 0 || request.most() > WorkerFiles.MOST_BYTES) {
            throw new BadInputException("A piece of a file has from 0 to " + WorkerFiles.MOST_BYTES + " bytes.");
        }
        try (FileChannel channel = FileChannel.open(path(request.file()), StandardOpenOption.READ)) {
            ByteBuffer bytes =
                    ByteBuffer.allocate((int) Math.clamp(channel.size() - request.from(), 0L, (long) request.most()));
            long at = request.from();
            while (bytes.hasRemaining()) {
                int count = channel.read(bytes, at);
                if (count < 0) {
                    break;
                }
                at += count;
            }
            bytes.flip();
            return new WorkerFiles.Piece(Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(java.util.Arrays.copyOf(bytes.array(), bytes.limit())));
        } catch (IOException e) {
            throw wrong(request.file(), e);
        }
    }

    WorkerService.Done write(WorkerFiles.WriteRequest request) {
        Path file = path(request.file());
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(request.base64());
        } catch (IllegalArgumentException e) {
            throw new BadInputException("What is to be written to " + request.file() + " is not Base64.", e);
        }
        try {
            Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (request.from() == 0) {
                    channel.truncate(0);
                }
                if (channel.size() != request.from()) {
                    throw new BadInputException(request.file() + " ends at " + channel.size()
                            + ", so that nothing can be written at " + request.from() + ".");
                }
                channel.position(request.from());
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
            return new WorkerService.Done();
        } catch (IOException e) {
            throw wrong(request.file(), e);
        }
    }

    WorkerFiles.Hash hash(String name) {
        Path file = path(name);
        if (!Files.isRegularFile(file)) {
            return new WorkerFiles.Hash("");
        }
        try {
            return new WorkerFiles.Hash(Disk.sha256(file));
        } catch (IOException e) {
            throw wrong(name, e);
        }
    }

    WorkerService.Done remove(String folder) {
        Path path = path(folder);
        if (path.equals(shared())) {
            throw new BadInputException("The shared folder itself is not deleted.");
        }
        try {
            Disk.deleteTree(path);
            return new WorkerService.Done();
        } catch (IOException e) {
            throw wrong(folder, e);
        }
    }

    private Path shared() {
        if (root == null) {
            throw new BadInputException("This worker shares no folder.");
        }
        return root.toAbsolutePath().normalize();
    }

    private Path path(String name) {
        Path shared = shared();
        try {
            Path path = shared.resolve(name).normalize();
            if (!name.startsWith("/") && path.startsWith(shared)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // refused below
        }
        throw new BadInputException("\"" + name + "\" is no name in the folder that this worker shares.");
    }

    private static boolean hidden(Path name) {
        for (Path part : name) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return name.toString().isEmpty();
    }

    private static String slashes(Path name) {
        List<String> parts = new ArrayList<>();
        name.forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }

    private static BadInputException wrong(String name, IOException e) {
        return e instanceof NoSuchFileException
                ? new BadInputException("There is no file " + name + " at the far end.", e)
                : new BadInputException("The file " + name + " at the far end: " + e.getMessage() + ".", e);
    }
}
