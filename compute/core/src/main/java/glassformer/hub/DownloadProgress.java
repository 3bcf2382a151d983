package glassformer.hub;

/// Hears how far a download is, on the thread that downloads.
@FunctionalInterface
public interface DownloadProgress {
    /// @param file  its name in the repository
    /// @param done  bytes that are here, those of earlier attempts included
    /// @param total bytes of the whole file, -1 where the server does not say
    void at(String file, long done, long total);
}
