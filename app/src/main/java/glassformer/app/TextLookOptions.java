package glassformer.app;

import glassformer.BadInputException;
import glassformer.generate.BeamOptions;
import glassformer.generate.SamplingOptions;
import glassformer.run.TrainedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `generate` shows besides a text.
final class TextLookOptions {
    @Option(names = "--beams", paramLabel = "N", description = "Searches with N beams and gives the search's tree.")
    private @Nullable Integer beams;

    @Option(
            names = "--length-penalty",
            paramLabel = "A",
            description = "Of --beams: compares log-probabilities over length to the power of A."
                    + " Initially ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private double lengthPenalty = 1;

    @Option(
            names = "--against",
            paramLabel = "RUN2",
            description = "Lets another model answer the same prompt in step, each token with its probability.")
    private @Nullable Path against;

    @Option(names = "--alignment", description = "Shows where each token of a translation looked in the source.")
    private boolean alignment;

    @Option(
            names = "--salience",
            description = "Shows which tokens a prediction depends on: its score's gradient times each embedding.")
    private boolean salience;

    @Option(names = "--out", paramLabel = "DIR", description = "Writes what these show as JSON and CSV into a folder.")
    private @Nullable Path out;

    /// Whether one of them was asked for.
    boolean any() {
        long count = Stream.of(beams != null, against != null, alignment, salience)
                .filter(asked -> asked)
                .count();
        if (count > 1) {
            throw new BadInputException("Give one of --beams, --against, --alignment and --salience at a time.");
        }
        if (count == 0 && out != null) {
            throw new BadInputException("--out needs --beams, --against, --alignment or --salience.");
        }
        return count == 1;
    }

    /// @param line what the JSON object begins with
    void show(
            Session session,
            TrainedModel model,
            String folder,
            String prompt,
            SamplingOptions options,
            JsonLine line,
            boolean json) {
        TextLook look = look(session, model, folder, prompt, options);
        look.fields().forEach(line::with);
        if (out != null) {
            look.write(OutFolder.in(session, out), line);
        }
        if (json) {
            session.console().out().println(line);
        } else {
            look.print(session.console().out());
        }
    }

    private TextLook look(Session session, TrainedModel model, String folder, String prompt, SamplingOptions options) {
        if (beams != null) {
            return TextLook.beams(
                    model, prompt, new BeamOptions(beams, lengthPenalty, Math.clamp(options.maxTokens(), 1, 1000)));
        }
        if (against != null) {
            Path other = session.current().resolve(against);
            try (TrainedModel second = TrainedModel.open(other, null, session.engines(), "auto")) {
                return TextLook.sideBySide(List.of(model, second), List.of(folder, other.toString()), prompt, options);
            }
        }
        return alignment ? TextLook.alignment(model, prompt) : TextLook.salience(model, prompt);
    }
}
