package glassformer.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A hub on this machine: small files come with Git's hash, `*.safetensors` from another path with SHA-256, as on
/// Hugging Face's.
final class FileServer implements AutoCloseable {
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final Map<String, String> hashes = new ConcurrentHashMap<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    /// How many answers still break off in the middle.
    final AtomicInteger breaks = new AtomicInteger();

    volatile int status = 200;
    volatile String reason = "EntryNotFound";

    private final HttpServer server;

    FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String range = exchange.getRequestHeaders().getFirst("Range");
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(path + (range == null ? "" : " " + range) + (token == null ? "" : " " + token));
            boolean elsewhere = path.startsWith("/elsewhere");
            byte[] bytes = files.get(elsewhere ? path.substring("/elsewhere".length()) : path);
            if (status != 200 || bytes == null) {
                exchange.getResponseHeaders().set("X-Error-Code", reason);
                exchange.sendResponseHeaders(status != 200 ? status : 404, -1);
            } else if (path.endsWith(".safetensors") && !elsewhere) {
                exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + hash("SHA-256", path, bytes) + "\"");
                exchange.getResponseHeaders()
                        .set("Location", "http://127.0.0.1:" + base().getPort() + "/elsewhere" + path);
                exchange.sendResponseHeaders(302, -1);
            } else {
                send(exchange, path, bytes, range);
            }
        }
    }

    private void send(HttpExchange exchange, String path, byte[] bytes, @Nullable String range) throws IOException {
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.getResponseHeaders().set("ETag", "\"" + hash("SHA-1", path, bytes) + "\"");
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, bytes.length - from);
        int count = breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? (bytes.length - from) / 2
                : bytes.length - from;
        exchange.getResponseBody().write(bytes, from, count);
        exchange.getResponseBody().flush();
    }

    private String hash(String algorithm, String path, byte[] bytes) {
        return hashes.getOrDefault(path, hash(algorithm, bytes));
    }

    static String hash(String algorithm, byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            if (algorithm.equals("SHA-1")) {
                digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
