package glassformer.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// What a file's bytes must hash to.
record ContentHash(Kind kind, String hex) {
    enum Kind {
        SHA256("SHA-256"),
        /// Git's name for a file: SHA-1 of `blob`, its size, a zero and its bytes.
        GIT_BLOB("SHA-1"),
        SHA1("SHA-1");

        private final String algorithm;

        Kind(String algorithm) {
            this.algorithm = algorithm;
        }
    }

    /// The hash in the entity tag of Hugging Face's hub: SHA-256 of large files, Git's name of small ones.
    static Optional<ContentHash> ofTag(String tag) {
        String hex = tag.replaceFirst("^W/", "").replace("\"", "").toLowerCase(Locale.ROOT);
        if (hex.matches("[0-9a-f]{64}")) {
            return Optional.of(new ContentHash(Kind.SHA256, hex));
        }
        return hex.matches("[0-9a-f]{40}") ? Optional.of(new ContentHash(Kind.GIT_BLOB, hex)) : Optional.empty();
    }

    boolean matches(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(kind.algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has both
        }
        if (kind == Kind.GIT_BLOB) {
            digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest()).equals(hex);
    }
}
