package glassformer.worker;

import glassformer.BadInputException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/// What a worker on another machine can be asked about the one folder that it shares. Names are relative to it, with
/// slashes; a name that leads out of it is refused. Bytes travel in Base64.
@JsonSegment("files")
public interface WorkerFiles {
    /// Of how many bytes a piece of a file has at most.
    int MOST_BYTES = 4 << 20;

    /// Where the shared folder is.
    @JsonRequest
    default CompletableFuture<Root> root() {
        return refused();
    }

    /// All files below a folder, none where there is no such folder. Names that begin with a dot are left out: what is
    /// being written has one.
    @JsonRequest
    default CompletableFuture<Listing> list(FolderRequest request) {
        return refused();
    }

    @JsonRequest
    default CompletableFuture<Piece> read(ReadRequest request) {
        return refused();
    }

    /// Writes at a position, where the file must end: from 0 on it is written anew.
    @JsonRequest
    default CompletableFuture<WorkerService.Done> write(WriteRequest request) {
        return refused();
    }

    /// The SHA-256 of a file, empty where there is none.
    @JsonRequest
    default CompletableFuture<Hash> hash(FileRequest request) {
        return refused();
    }

    /// Deletes a folder with all in it, if it is there.
    @JsonRequest
    default CompletableFuture<WorkerService.Done> remove(FolderRequest request) {
        return refused();
    }

    private static <T> CompletableFuture<T> refused() {
        return CompletableFuture.failedFuture(new BadInputException("This worker shares no folder."));
    }

    /// @param path absolute, as the worker's system writes it
    record Root(String path) {}

    record FolderRequest(String folder) {}

    record FileRequest(String file) {}

    /// @param files by name
    record Listing(List<Entry> files) {}

    /// @param file     relative to the folder that was asked for
    /// @param modified milliseconds since 1970
    record Entry(String file, long bytes, long modified) {}

    record ReadRequest(String file, long from, int most) {}

    record Piece(String base64) {}

    record WriteRequest(String file, long from, String base64) {}

    record Hash(String sha256) {}
}
