package glassformer.hub;

import glassformer.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Fetches one file. What has arrived waits in `NAME.part`, from where an interrupted download goes on, in this run or
/// a later one; a file gets its name only when its hash is right.
///
/// @param tries at fetching more without a byte arriving
/// @param pause before another try
record FileDownload(Web web, int tries, Duration pause) {
    private static final int CHUNK_BYTES = 1 << 16;

    /// The server answered with another status than success.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String reason;

        Refused(int status, String reason) {
            super("HTTP status " + status);
            this.status = status;
            this.reason = reason;
        }

        int status() {
            return status;
        }

        /// The hub's `X-Error-Code`, or empty.
        String reason() {
            return reason;
        }
    }

    /// @param hash finds the hash in the answer; null where there is none
    /// @throws Refused           where the server does not give the file
    /// @throws BadInputException where it cannot be reached or what came is not the file
    void fetch(
            URI address,
            Path target,
            String name,
            Function<Web.Answer, @Nullable ContentHash> hash,
            DownloadProgress progress) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(part.toAbsolutePath().getParent());
            boolean resumed = Files.exists(part);
            if (!complete(address, part, name, hash, progress)) {
                Files.deleteIfExists(part);
                // An old part may be of an older file.
                if (!resumed || !complete(address, part, name, hash, progress)) {
                    Files.deleteIfExists(part);
                    throw new BadInputException(name + " from " + web.base().getHost()
                            + " is not what it should be: its hash differs, so it was thrown away; try again later.");
                }
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BadInputException(
                    target + " cannot be written or read: " + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + ".",
                    e);
        }
    }

    /// Fetches until all is there. False where the hash differs.
    private boolean complete(
            URI address,
            Path part,
            String name,
            Function<Web.Answer, @Nullable ContentHash> hash,
            DownloadProgress progress)
            throws IOException {
        int left = tries;
        while (true) {
            long before = size(part);
            try {
                ContentHash expected = attempt(address, part, name, hash, progress);
                return expected.matches(part);
            } catch (Broken e) {
                left = size(part) > before ? tries : left - 1;
                if (left <= 0) {
                    throw unreachable(name, e);
                }
                sleep();
            }
        }
    }

    private ContentHash attempt(
            URI address,
            Path part,
            String name,
            Function<Web.Answer, @Nullable ContentHash> hash,
            DownloadProgress progress)
            throws IOException {
        long from = size(part);
        Web.Answer answer;
        try {
            answer = web.get(address, from);
        } catch (IOException e) {
            throw new Broken(e);
        }
        try (InputStream in = answer.body()) {
            if (answer.status() == 416 && from > 0) {
                // All is there already, or more than all.
                Files.deleteIfExists(part);
                throw new Broken(new IOException("the file has changed"));
            }
            if (answer.status() >= 500) {
                throw new Broken(new IOException("HTTP status " + answer.status()));
            }
            if (answer.status() != 200 && answer.status() != 206) {
                throw new Refused(
                        answer.status(),
                        answer.first().firstValue("X-Error-Code").orElse(""));
            }
            boolean goesOn = answer.status() == 206
                    && answer.last().firstValue("Content-Range").orElse("").startsWith("bytes " + from + "-");
            if (answer.status() == 206 && !goesOn) {
                Files.deleteIfExists(part);
                throw new Broken(new IOException("the server sent another part than was asked for"));
            }
            ContentHash expected = hash.apply(answer);
            if (expected == null) {
                throw new BadInputException(web.base().getHost() + " does not tell the hash of " + name
                        + ", so what it sends cannot be checked; take another address.");
            }
            append(in, part, name, goesOn ? from : 0, answer, progress);
            return expected;
        }
    }

    private static void append(
            InputStream in, Path part, String name, long from, Web.Answer answer, DownloadProgress progress)
            throws IOException {
        long length = answer.last().firstValueAsLong("Content-Length").orElse(-1);
        long total = length < 0 ? -1 : from + length;
        requireSpace(part, length, name);
        long done = from;
        try (OutputStream out =
                from > 0 ? Files.newOutputStream(part, StandardOpenOption.APPEND) : Files.newOutputStream(part)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            progress.at(name, done, total);
            for (int count = read(in, chunk); count >= 0; count = read(in, chunk)) {
                out.write(chunk, 0, count);
                done += count;
                progress.at(name, done, total);
            }
        }
        if (total >= 0 && done != total) {
            throw new Broken(new IOException("only " + done + " of " + total + " bytes came"));
        }
    }

    private static int read(InputStream in, byte[] into) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the download was interrupted");
        }
        try {
            return in.read(into);
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    private static void requireSpace(Path part, long needed, String name) throws IOException {
        long free = Files.getFileStore(part.toAbsolutePath().getParent()).getUsableSpace();
        if (needed > free) {
            throw new BadInputException(name + " needs " + needed + " bytes more in "
                    + part.toAbsolutePath().getParent() + ", but only " + free + " are free there.");
        }
    }

    private BadInputException unreachable(String name, Broken e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new BadInputException(
                name + " cannot be fetched from " + web.base().getHost() + " (" + reason
                        + "): connect this machine to the network and try again, which goes on from what is here, "
                        + "or copy the model's folder here and open that.",
                e);
    }

    private static long size(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private void sleep() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the download was interrupted");
        }
    }

    /// The connection failed, so that another try may help; errors of the disk are not this.
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(IOException cause) {
            super(cause);
        }
    }
}
