package glassformer.run;

import glassformer.BadInputException;
import glassformer.hub.DownloadProgress;
import glassformer.hub.ModelSources;
import glassformer.task.DataText;
import glassformer.text.Corpus;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A tokenizer and what people call it.
public record NamedTokenizer(String name, Tokenizer tokenizer) {
    /// Opens a tokenizer that is there.
    ///
    /// @param named    a run, a checkpoint, a Hugging Face folder, a `tokenizer.json`, or a model as
    // `hub:OWNER/NAME` or
    ///                 `maven:GROUP:ARTIFACT:VERSION`, which is fetched if it is not here
    /// @param base     where a relative path begins
    /// @param progress hears what is fetched
    /// @throws BadInputException where there is none
    public static NamedTokenizer open(String named, Path base, ModelSources sources, DownloadProgress progress) {
        if (ModelSources.names(named)) {
            return new NamedTokenizer(named, sources.open(named, progress).tokenizer());
        }
        try {
            return new NamedTokenizer(named, read(base.resolve(named)));
        } catch (InvalidPathException e) {
            throw new BadInputException(named + " is no path: " + e.getReason() + ".", e);
        }
    }

    private static Tokenizer read(Path place) {
        if (Files.isDirectory(place.resolve("checkpoints"))) {
            return TrainedModel.find(place, null).tokenizer();
        }
        if (Files.isDirectory(place)) {
            return Tokenizers.readFolder(place);
        }
        if (!Files.exists(place)) {
            throw new BadInputException("There is no tokenizer at " + place
                    + ": it must be a run, a checkpoint, a Hugging Face folder or a tokenizer.json.");
        }
        return Tokenizers.read(place);
    }

    /// The tokenizer that a run of a lab would have: that of the model it begins with, or one trained on its data.
    ///
    /// @param labFolder where relative paths begin
    /// @throws BadInputException                           where the lab's data cannot be used
    /// @throws java.util.concurrent.CancellationException where `progress` asks to stop
    public static NamedTokenizer of(
            Lab lab, Path labFolder, ModelSources sources, DownloadProgress download, Progress progress) {
        String from = lab.transfer().from();
        if (!from.isEmpty()) {
            return new NamedTokenizer(
                    lab.name(), open(from, labFolder, sources, download).tokenizer());
        }
        Corpus corpus = DataText.toLearnTokensFrom(lab.values(), labFolder);
        try (Documents documents = corpus.open()) {
            return new NamedTokenizer(
                    lab.name(),
                    Tokenizers.train(
                            lab.values().text("tokenizer.kind"),
                            lab.values().whole("tokenizer.vocabSize"),
                            lab.task().specials(),
                            documents,
                            progress));
        }
    }
}
