package glassformer.hub;

import glassformer.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// Fetches [MavenModel]s from a Maven repository, checked against the SHA-1 that lies beside each file there.
public final class MavenDownload {
    /// Where most artifacts are.
    public static final URI CENTRAL = URI.create("https://repo1.maven.org/maven2/");

    private static final long HASH_BYTES = 1000;

    private final URI base;
    private final Path repository;
    private final Web web;
    private final FileDownload files;

    /// @param base       ends with a slash; HTTP is only for tests
    /// @param repository a folder laid out as `~/.m2/repository`, where jars are kept
    /// @param pause      before a broken connection is tried again
    public MavenDownload(URI base, Path repository, Duration pause) {
        this.base = base;
        this.repository = repository;
        this.web = new Web(Web.newClient(), base, null);
        this.files = new FileDownload(web, 5, pause);
    }

    /// The jar, from the folder or the network.
    public Path fetch(MavenModel model, DownloadProgress progress) {
        Path jar = repository.resolve(model.path());
        if (!Files.exists(jar)) {
            try {
                ContentHash hash = new ContentHash(ContentHash.Kind.SHA1, sha1(model));
                files.fetch(base.resolve(model.path()), jar, model.artifact() + ".jar", answer -> hash, progress);
            } catch (FileDownload.Refused e) {
                throw new BadInputException(
                        base.getHost() + " has no artifact " + model.group() + ":" + model.artifact() + ":"
                                + model.version() + " (status " + e.status() + ").",
                        e);
            }
        }
        return jar;
    }

    private String sha1(MavenModel model) {
        try {
            Web.Answer answer = web.get(base.resolve(model.path() + ".sha1"), 0);
            try (InputStream in = answer.body()) {
                if (answer.status() != 200) {
                    throw new FileDownload.Refused(answer.status(), "");
                }
                String text = new String(in.readNBytes((int) HASH_BYTES), StandardCharsets.US_ASCII).strip();
                String hex = text.split("\\s")[0].toLowerCase(Locale.ROOT);
                if (!hex.matches("[0-9a-f]{40}")) {
                    throw new BadInputException(base.getHost() + " does not tell the SHA-1 of " + model.path() + ".");
                }
                return hex;
            }
        } catch (IOException e) {
            throw new BadInputException(
                    model.path() + " cannot be fetched from " + base.getHost() + " (" + e.getMessage()
                            + "): connect this machine to the network, or copy the jar into " + repository + ".",
                    e);
        }
    }
}
