package glassformer.text;

import glassformer.BadInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// Finds the corpus that a lab's `data.source` names: `sample:NAME` or `file:PATH`.
public final class Corpora {
    private Corpora() {}

    /// With the sample corpora on the class path.
    ///
    /// @param baseFolder where relative paths begin, such as the folder of the lab
    public static Corpus resolve(String source, Path baseFolder) {
        List<CorpusProvider> providers = ServiceLoader.load(CorpusProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return resolve(source, baseFolder, providers);
    }

    /// With the sample corpora of the providers given.
    public static Corpus resolve(String source, Path baseFolder, List<CorpusProvider> providers) {
        int colon = source.indexOf(':');
        String scheme = colon < 0 ? "" : source.substring(0, colon);
        String rest = source.substring(colon + 1).strip();
        return switch (scheme) {
            case "sample" -> sample(rest, providers);
            case "file" -> file(rest, baseFolder);
            default ->
                throw new BadInputException("data.source is \"" + source
                        + "\", but must be sample:NAME for a sample corpus or file:PATH for a text file.");
        };
    }

    private static Corpus sample(String name, List<CorpusProvider> providers) {
        for (CorpusProvider provider : providers) {
            if (provider.names().contains(name)) {
                return provider.open(name);
            }
        }
        String names = providers.stream()
                .flatMap(provider -> provider.names().stream())
                .sorted()
                .collect(Collectors.joining(", "));
        throw new BadInputException("There is no sample corpus \"" + name + "\"; "
                + (names.isEmpty() ? "none is installed." : "there is: " + names + "."));
    }

    private static Corpus file(String path, Path baseFolder) {
        if (path.isEmpty()) {
            throw new BadInputException("data.source is \"file:\", but needs the path of a text file after the colon.");
        }
        String lower = path.toLowerCase(Locale.ROOT);
        for (String ending : List.of(".csv", ".tsv", ".jsonl")) {
            if (lower.endsWith(ending)) {
                throw new BadInputException("data.source is \"file:" + path + "\", but " + ending.substring(1)
                        + " files cannot be read yet; give a plain text file (.txt) in UTF-8.");
            }
        }
        try {
            return new TextFileCorpus(baseFolder.resolve(path));
        } catch (InvalidPathException e) {
            throw new BadInputException(
                    "data.source is \"file:" + path + "\", which is no path: " + e.getReason() + ".");
        }
    }
}
