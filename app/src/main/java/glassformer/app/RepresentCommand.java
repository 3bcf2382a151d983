package glassformer.app;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import glassformer.numerics.LazyNumerics;
import glassformer.numerics.Numerics;
import glassformer.represent.Arithmetic;
import glassformer.represent.Layout;
import glassformer.represent.MapMethod;
import glassformer.represent.ModelVectors;
import glassformer.represent.Representation;
import glassformer.represent.RepresentationFiles;
import glassformer.represent.RunVectors;
import glassformer.represent.Similarity;
import glassformer.represent.SourceText;
import glassformer.represent.Space;
import glassformer.represent.VectorKind;
import glassformer.represent.VectorRequest;
import glassformer.represent.WordPath;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "represent",
        description = {
            "Shows where a trained model puts tokens, places, words and sentences.",
            "Without --nearest, --arithmetic, --path and --against it draws a map and keeps it in the run's folder, under"
                    + " representations."
        })
final class RepresentCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "What the vectors are of: tokens, positions, words or sentences (default: words).")
    private String kind = "words";

    @Option(
            names = "--layer",
            paramLabel = "N",
            description = "After which block, 0 for the embedding; without it, the last block for words and sentences"
                    + " and 0 for tokens and positions.")
    private @Nullable Integer layer;

    @Option(names = "--method", paramLabel = "M", description = "How a map is laid out: pca or tsne (default: pca).")
    private String method = "pca";

    @Option(names = "--dimensions", paramLabel = "D", description = "Of a map: 2 or 3 (default: 2).")
    private int dimensions = 2;

    @Option(names = "--texts", paramLabel = "N", description = "How many texts are read (default: 1000).")
    private int texts = VectorRequest.USUAL_TEXTS;

    @Option(
            names = "--file",
            paramLabel = "F",
            description = "Reads the sentences of this text in place of the run's data.")
    private @Nullable Path file;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many vectors, the most frequent first; without it, 2000 words or 1000 sentences.")
    private @Nullable Integer limit;

    @Option(names = "--nearest", paramLabel = "W", description = "Lists what lies in nearly the same direction as W.")
    private @Nullable String nearest;

    @Option(
            names = "--arithmetic",
            paramLabel = "SUM",
            description = "Lists what lies nearest to a sum such as \"king - man + woman\".")
    private @Nullable String arithmetic;

    @Option(names = "--path", paramLabel = "W", description = "Follows W from layer to layer, with its neighbours.")
    private @Nullable String path;

    @Option(names = "--count", paramLabel = "N", description = "How many neighbours are listed (default: 10).")
    private int count = 10;

    @Option(
            names = "--against",
            paramLabel = "RUN2",
            description = "Compares each layer with each of another model's by linear CKA of the same texts.")
    private @Nullable Path against;

    @Option(names = "--against-step", paramLabel = "N", description = "Which checkpoint of the other run.")
    private @Nullable Integer againstStep;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the map or the comparison is written as .npy, .tsv or .csv, .png, .svg and .json.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    RepresentCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        VectorKind chosen = oneOf(VectorKind.class, "--kind", kind);
        MapMethod how = oneOf(MapMethod.class, "--method", method);
        if (count < 1) {
            throw new BadInputException("--count is " + count + ", but must be 1 or more.");
        }
        if (againstStep != null && against == null) {
            throw new BadInputException("--against-step needs --against, the run whose checkpoint it is.");
        }
        VectorRequest request = new VectorRequest(
                chosen,
                file == null ? null : session.current().resolve(file),
                texts,
                limit == null ? chosen.usual() : limit);
        Numerics numerics = new LazyNumerics();
        RepresentPrinter printer = new RepresentPrinter(session.console().out(), json);
        RepresentSteps steps =
                new RepresentSteps(session.console(), session.interrupts().newTraining());
        try (RunVectors vectors = model.vectors(session)) {
            printer.model(model.folder(session), vectors.model().step());
            boolean asked = nearest != null || arithmetic != null || path != null;
            if (asked || against == null) {
                map(request, how, vectors, numerics, steps, printer, asked);
            }
            if (against != null) {
                compare(against, request, vectors, numerics, steps, printer);
            }
        } finally {
            steps.end();
        }
        printer.end();
        return ExitCode.DONE;
    }

    private void map(
            VectorRequest request,
            MapMethod how,
            RunVectors of,
            Numerics numerics,
            RepresentSteps steps,
            RepresentPrinter printer,
            boolean asked) {
        boolean table = request.kind() == VectorKind.TOKENS || request.kind() == VectorKind.POSITIONS;
        boolean reading = path != null || (layer != null && layer > 0);
        ModelVectors vectors = of.of(request, reading, steps.phase("Reading the texts"));
        int shown = layer != null ? layer : table ? 0 : vectors.layers() - 1;
        Space space = vectors.at(shown);
        if (nearest != null) {
            int index = space.find(nearest);
            printer.nearest(space.entries().get(index).name(), shown, space.nearest(index, count));
        }
        if (arithmetic != null) {
            List<Space.Neighbour> found = Arithmetic.parse(arithmetic).nearest(space, count);
            printer.arithmetic(arithmetic, shown, found);
        }
        if (path != null) {
            printer.path(WordPath.of(vectors, path, count, numerics));
        }
        if (!asked || out != null) {
            Layout layout = Layout.of(space, how, dimensions, numerics, steps.phase("Laying out the map"));
            Representation map =
                    new Representation(of.model().step(), request.kind(), shown, vectors.layers(), space, layout);
            Path folder = folder(of, map.name());
            RepresentationFiles.write(map, folder);
            printer.map(map, folder);
        }
    }

    private void compare(
            Path other,
            VectorRequest request,
            RunVectors one,
            Numerics numerics,
            RepresentSteps steps,
            RepresentPrinter printer) {
        Path otherFolder = session.current().resolve(other);
        List<SourceText> read = one.texts(request.file(), request.texts());
        int most = VectorKind.MOST;
        ModelVectors own = one.of(VectorKind.SENTENCES, read, most, true, steps.phase("Reading with the one"));
        try (RunVectors two = RunVectors.open(otherFolder, againstStep, session.engines(), model.device())) {
            ModelVectors others = two.of(VectorKind.SENTENCES, read, most, true, steps.phase("Reading with the other"));
            Similarity similarity = Similarity.of(own, others, numerics);
            Path folder = folder(
                    one,
                    Similarity.name(otherFolder, two.model().step(), one.model().step()));
            RepresentationFiles.write(similarity, model.folder(session).toString(), otherFolder.toString(), folder);
            printer.similarity(otherFolder, two.model().step(), similarity, folder);
        }
    }

    private Path folder(RunVectors of, String name) {
        if (out != null) {
            return session.current().resolve(out);
        }
        Path run = of.run();
        if (run == null) {
            throw new BadInputException(
                    "The model belongs to no run that could keep the files: name a folder with --out.");
        }
        return RepresentationFiles.folder(run).resolve(name);
    }

    private static <T extends Enum<T> & Named> T oneOf(Class<T> type, String option, String id) {
        if (!Named.ids(type).contains(id)) {
            throw new BadInputException(
                    option + " is " + id + ", but must be one of: " + String.join(", ", Named.ids(type)) + ".");
        }
        return Named.of(type, id);
    }
}
