package glassformer.text;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of bytes that arrive in parts.
public final class Fingerprint {
    private final MessageDigest digest;

    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    public void add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /// Reads the stream to its end and leaves it open.
    public void add(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            add(buffer, read);
        }
    }

    /// In hexadecimal; the fingerprint then begins anew.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
