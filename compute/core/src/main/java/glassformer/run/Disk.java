package glassformer.run;

import glassformer.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Writing that survives a power cut: a temporary neighbour is written and synced, then takes the name.
public final class Disk {
    private Disk() {}

    /// What a write opens for a whole file.
    public interface Body {
        void write(java.io.OutputStream out) throws IOException;
    }

    /// Replaces a file at once.
    public static void replace(Path file, Body body) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            create(temporary, body);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(parent(file));
    }

    public static void replace(Path file, String text) throws IOException {
        replace(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Writes a file and waits until it is on the disk.
    public static void create(Path file, Body body) throws IOException {
        try (java.io.FileOutputStream out = new java.io.FileOutputStream(file.toFile())) {
            java.io.BufferedOutputStream buffered = new java.io.BufferedOutputStream(out, 1 << 16);
            body.write(buffered);
            buffered.flush();
            out.getFD().sync();
        }
    }

    /// Waits until a folder's names are on the disk, where the system can.
    public static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows does not open folders; there, names are written through.
        }
    }

    /// Waits until all that is in a folder is on the disk.
    public static void syncTree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                if (Files.isRegularFile(path)) {
                    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                        channel.force(true);
                    }
                } else {
                    syncFolder(path);
                }
            }
        }
    }

    /// Deletes a file or a folder with all in it, if it is there.
    public static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    /// Of a file's bytes, in hexadecimal.
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    public static BadInputException cannotWrite(Path what, IOException e) {
        return new BadInputException(what + " cannot be written: " + reason(e) + ".", e);
    }

    public static BadInputException cannotRead(Path what, IOException e) {
        return new BadInputException(what + " cannot be read: " + reason(e) + ".", e);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission";
            case NoSuchFileException missing -> missing.getFile() + " is not there";
            case FileSystemException other when other.getReason() != null -> String.valueOf(other.getReason());
            default -> String.valueOf(e.getMessage());
        };
    }

    public static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new BadInputException(file + " is a whole drive, but a folder on it is needed.");
        }
        return parent;
    }
}
