package glassformer.hub;

import glassformer.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// GET requests below one address. Redirections are followed here, not by the client: the hub names a file's hash
/// before it sends one elsewhere, and a token must not go along.
///
/// @param base  ends with a slash; only what it allows is requested: HTTPS, unless it is HTTP itself
/// @param token of the person, sent to the base's host only; null for none
record Web(HttpClient client, URI base, @Nullable String token) {
    private static final int MAX_REDIRECTIONS = 5;
    private static final Duration ANSWER = Duration.ofSeconds(60);

    static HttpClient newClient() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    /// The last answer, whose body must be closed.
    ///
    /// @param first the headers of the first one
    record Answer(int status, HttpHeaders first, HttpHeaders last, InputStream body) {}

    /// @param from the first byte that is wanted
    Answer get(URI address, long from) throws IOException {
        URI at = address;
        @Nullable HttpHeaders first = null;
        for (int i = 0; i <= MAX_REDIRECTIONS; i++) {
            HttpResponse<InputStream> response = send(at, from);
            HttpHeaders headers = response.headers();
            first = first == null ? headers : first;
            String location = headers.firstValue("Location").orElse("");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Answer(response.statusCode(), first, headers, response.body());
            }
            response.body().close();
            at = next(at, location);
        }
        throw new BadInputException(address + " sends from one address to another without an end.");
    }

    private HttpResponse<InputStream> send(URI at, long from) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at).timeout(ANSWER).GET();
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        if (token != null && at.getAuthority().equals(base.getAuthority())) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the download was interrupted");
        }
    }

    private URI next(URI at, String location) {
        try {
            URI next = at.resolve(location);
            boolean secure = "https".equals(next.getScheme());
            if (next.getHost() != null
                    && (secure || "http".equals(next.getScheme()) && "http".equals(base.getScheme()))) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw new BadInputException(at.getHost() + " sends to " + location + ", but only HTTPS is followed.");
    }

    /// Without the token, which no message may show.
    @Override
    public String toString() {
        return base.toString();
    }
}
