package glassformer.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.exchange.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fetches models from Hugging Face's hub into a folder, from `BASE/REPOSITORY/resolve/REVISION/FILE`. Every file is
/// checked against the hash that the hub names. A model that is here is used without the network; to fetch a newer one
/// of the same revision, delete its folder.
public final class HubDownload {
    /// Where the hub is.
    public static final URI HUB = URI.create("https://huggingface.co/");

    /// The revision that a repository has where none is named.
    public static final String MAIN = "main";

    private static final int MAX_RECORD_BYTES = 32 << 20;
    private static final String COMPLETE = "glassformer-download.json";
    private static final int TRIES = 5;

    private final URI base;
    private final Path cache;
    private final @Nullable String token;
    private final FileDownload files;

    /// @param base  ends with a slash; HTTP is only for tests
    /// @param cache where models are kept
    /// @param token the person's, for models that are not open to all; null for none
    /// @param pause before a broken connection is tried again
    public HubDownload(URI base, Path cache, @Nullable String token, Duration pause) {
        this.base = base;
        this.cache = cache;
        this.token = token;
        this.files = new FileDownload(new Web(Web.newClient(), base, token), TRIES, pause);
    }

    /// The folder of a model: `config.json`, its tokenizer and its weights as safetensors.
    ///
    /// @param repository `gpt2` or `OWNER/NAME`
    /// @param revision   a branch, tag or commit, such as [#MAIN]
    /// @throws BadInputException where the hub cannot be reached or has no such model, or a file is damaged
    public Path fetch(String repository, String revision, DownloadProgress progress) {
        require("repository", repository, "[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)?");
        require("revision", revision, "[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");
        Path folder = cache.resolve(repository.replace("/", "--")).resolve(revision.replace("/", "--"));
        if (isComplete(folder)) {
            return folder;
        }
        Set<String> have = new LinkedHashSet<>();
        Source source = new Source(repository, revision, folder, progress, have);
        if (!source.optional(PretrainedModel.CONFIG)) {
            throw new BadInputException("The repository " + repository + " has no " + PretrainedModel.CONFIG
                    + " in revision " + revision + ": it holds no model of a kind that can be opened.");
        }
        tokenizer(source);
        weights(source);
        complete(folder, have);
        return folder;
    }

    private static void require(String what, String value, String pattern) {
        if (!value.matches(pattern) || value.contains("..")) {
            throw new BadInputException("The " + what + " is " + value
                    + ", but must consist of names of letters, digits, dots, hyphens and underscores, such as "
                    + (what.equals("revision") ? MAIN : "openai-community/gpt2") + ".");
        }
    }

    private static void tokenizer(Source source) {
        source.optional("tokenizer_config.json");
        if (source.optional("tokenizer.json")) {
            return;
        }
        if (source.optional("vocab.json")) {
            source.optional("merges.txt");
        } else {
            source.optional("vocab.txt");
        }
    }

    private static void weights(Source source) {
        if (source.optional(SafetensorsFolder.SINGLE)) {
            return;
        }
        if (!source.optional(SafetensorsFolder.INDEX)) {
            throw new BadInputException("The repository " + source.repository + " has no " + SafetensorsFolder.SINGLE
                    + " in revision " + source.revision
                    + ", and other weights are not read; another revision or a copy of the model may have it.");
        }
        Path index = source.folder.resolve(SafetensorsFolder.INDEX);
        for (String file : SafetensorsFolder.files(index)) {
            if (!source.optional(file)) {
                throw new BadInputException("The repository " + source.repository + " has no " + file + ", which its "
                        + SafetensorsFolder.INDEX + " lists.");
            }
        }
    }

    /// One revision of a repository and the folder that it goes to.
    private final class Source {
        private final String repository;
        private final String revision;
        private final Path folder;
        private final DownloadProgress progress;
        private final Set<String> have;

        Source(String repository, String revision, Path folder, DownloadProgress progress, Set<String> have) {
            this.repository = repository;
            this.revision = revision;
            this.folder = folder;
            this.progress = progress;
            this.have = have;
        }

        /// Fetches a file unless it is here. False where the repository does not have it.
        boolean optional(String file) {
            Path target = folder.resolve(file);
            if (!Files.exists(target)) {
                URI address = base.resolve(repository + "/resolve/" + revision.replace("/", "%2F") + "/" + file);
                try {
                    files.fetch(address, target, file, HubDownload::hash, progress);
                } catch (FileDownload.Refused e) {
                    if (e.status() == 404 && !e.reason().matches("RepoNotFound|RevisionNotFound")) {
                        return false;
                    }
                    throw refused(e);
                }
            }
            have.add(file);
            return true;
        }

        private BadInputException refused(FileDownload.Refused e) {
            String host = base.getHost();
            String sentence =
                    switch (e.status()) {
                        case 401, 403 ->
                            host + " does not give out " + repository + " "
                                    + (token == null ? "without a token" : "with this token")
                                    + ": check its name; if it is private or asks for an agreement, give the token"
                                    + " (HF_TOKEN) of an account that may read it.";
                        case 404 ->
                            e.reason().equals("RevisionNotFound")
                                    ? "The repository " + repository + " on " + host + " has no revision " + revision
                                            + "."
                                    : "There is no repository " + repository + " on " + host + ".";
                        case 429 -> host + " has had too many requests from here; try again later.";
                        default -> host + " answers the request for " + repository + " with status " + e.status() + ".";
                    };
            return new BadInputException(sentence, e);
        }
    }

    private static @Nullable ContentHash hash(Web.Answer answer) {
        // Where a large file lies elsewhere, that place's tag is its own.
        String tag = answer.first()
                .firstValue("X-Linked-Etag")
                .or(() -> answer.last().firstValue("X-Linked-Etag"))
                .or(() -> answer.first().firstValue("ETag"))
                .or(() -> answer.last().firstValue("ETag"))
                .orElse("");
        return ContentHash.ofTag(tag).orElse(null);
    }

    private static boolean isComplete(Path folder) {
        Path record = folder.resolve(COMPLETE);
        if (!Files.isRegularFile(record)) {
            return false;
        }
        for (var name : Json.readObject(ForeignText.read(record, MAX_RECORD_BYTES), record.toString())
                .path("files")) {
            if (!Files.isRegularFile(folder.resolve(name.asText()))) {
                return false;
            }
        }
        return true;
    }

    private static void complete(Path folder, Set<String> have) {
        ObjectNode json = Json.object();
        List.copyOf(have).forEach(json.putArray("files")::add);
        try {
            Files.writeString(folder.resolve(COMPLETE), Json.pretty(json));
        } catch (IOException e) {
            throw new BadInputException(folder + " cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
