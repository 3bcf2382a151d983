package glassformer.task;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import glassformer.data.ColumnMapping;
import glassformer.data.Example;
import glassformer.data.ExampleProvider;
import glassformer.data.ExampleReader;
import glassformer.data.Input;
import glassformer.data.SplitExamples;
import glassformer.data.StratifiedSplit;
import glassformer.data.TableFile;
import glassformer.settings.Values;
import glassformer.text.Documents;
import glassformer.text.Fingerprint;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the data of a task that learns from examples ready: reads them, trains the tokenizer, finds the classes.
public final class ExampleTasks {
    private static final String SAMPLE = "sample:";
    private static final String FILE = "file:";

    private ExampleTasks() {}

    /// @param values     of a lab whose task does not read a corpus
    /// @param baseFolder where relative paths begin
    /// @param known      the tokenizer of a model that is trained on; trained from the examples where null
    public static ExampleData open(Values values, Path baseFolder, @Nullable Tokenizer known, Progress progress) {
        TaskKind task = Named.of(TaskKind.class, values.text(TaskKind.KEY));
        SplitExamples examples = read(values, task, baseFolder);
        Tokenizer tokenizer = known != null ? known : train(values, task, examples, progress);
        return new ExampleData(tokenizer, examples, shaping(values, task, tokenizer, examples), fingerprint(examples));
    }

    /// The examples that `data.source` names.
    public static SplitExamples read(Values values, TaskKind task, Path baseFolder) {
        String source = values.text("data.source").strip();
        if (source.startsWith(SAMPLE)) {
            return sample(source.substring(SAMPLE.length()).strip(), values.longWhole("training.seed"));
        }
        if (isTable(values)) {
            return divided(values, rows(values, task, baseFolder));
        }
        throw new BadInputException("data.source is " + source + ", but must be sample:NAME for sample examples or"
                + " file:PATH for a .csv, .tsv or .jsonl file.");
    }

    /// Whether `data.source` names a table.
    static boolean isTable(Values values) {
        return values.text("data.source").strip().startsWith(FILE);
    }

    /// Each row of the table that `data.source` names.
    static List<Example> rows(Values values, TaskKind task, Path baseFolder) {
        String named = values.text("data.source").strip().substring(FILE.length());
        return new ExampleReader(new TableFile(path(named, baseFolder)), mapping(values, task))
                .readForTraining()
                .examples();
    }

    /// Each row of another table than the lab's, its columns read as the lab's are.
    ///
    /// @throws BadInputException where it lacks a column or holds something else
    public static List<Example> of(Path table, Values values, TaskKind task) {
        return new ExampleReader(new TableFile(table), mapping(values, task))
                .read()
                .examples();
    }

    static SplitExamples divided(Values values, List<Example> all) {
        return new StratifiedSplit(values.real("data.validationFraction"), values.longWhole("training.seed"))
                .split(all);
    }

    private static Path path(String named, Path baseFolder) {
        try {
            return baseFolder.resolve(named.strip());
        } catch (InvalidPathException e) {
            throw new BadInputException(
                    "data.source is " + FILE + named + ", which is no path: " + e.getReason() + ".", e);
        }
    }

    /// What can stand after `sample:`.
    public static List<String> samples() {
        return ServiceLoader.load(ExampleProvider.class).stream()
                .flatMap(provider -> provider.get().names().stream())
                .toList();
    }

    private static SplitExamples sample(String name, long seed) {
        List<ExampleProvider> providers = ServiceLoader.load(ExampleProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        for (ExampleProvider provider : providers) {
            if (provider.names().contains(name)) {
                return provider.examples(name, seed);
            }
        }
        String names = String.join(
                ", ",
                providers.stream()
                        .flatMap(provider -> provider.names().stream())
                        .sorted()
                        .toList());
        throw new BadInputException("There are no sample examples \"" + name + "\"; "
                + (names.isEmpty() ? "none are installed." : "there are: " + names + "."));
    }

    static ColumnMapping mapping(Values values, TaskKind task) {
        String text = values.text("data.textColumn");
        return switch (task) {
            case TRANSLATION, TRANSLATION_LANGUAGE_MODEL -> new ColumnMapping.Translation(text, label(values));
            case CLASSIFICATION -> new ColumnMapping.Classification(text, second(values), label(values));
            case REGRESSION -> new ColumnMapping.Regression(text, second(values), label(values));
            case TOKEN_CLASSIFICATION -> new ColumnMapping.TokenClassification(text, label(values));
            case MULTI_TASK ->
                new ColumnMapping.Labels(
                        text, second(values), LabelColumns.of(values).names());
            case LANGUAGE_MODEL, MASKED_LANGUAGE_MODEL ->
                throw new IllegalArgumentException(task + " reads a text, not examples");
        };
    }

    private static String label(Values values) {
        return values.text("data.labelColumn");
    }

    private static @Nullable String second(Values values) {
        String column = values.text("data.secondColumn");
        return column.isBlank() ? null : column;
    }

    static Tokenizer train(Values values, TaskKind task, SplitExamples examples, Progress progress) {
        List<String> texts =
                examples.training().stream().flatMap(ExampleTasks::texts).toList();
        try (Documents documents = Documents.of(texts)) {
            return Tokenizers.train(
                    values.text("tokenizer.kind"),
                    values.whole("tokenizer.vocabSize"),
                    task.specials(),
                    documents,
                    progress);
        }
    }

    static Stream<String> texts(Example example) {
        return switch (example) {
            case Example.Unlabelled(Input input) -> texts(input);
            case Example.Classified(Input input, String label) -> texts(input);
            case Example.Scored(Input input, double value) -> texts(input);
            case Example.Labelled(Input input, var labels) -> texts(input);
            case Example.Tagged(List<String> words, List<String> tags) -> Stream.of(String.join(" ", words));
            case Example.Translated(String source, String target) -> Stream.of(source, target);
        };
    }

    static String joined(Input input) {
        return String.join(" | ", texts(input).toList());
    }

    private static Stream<String> texts(Input input) {
        return switch (input) {
            case Input.Single(String text) -> Stream.of(text);
            case Input.Pair(String first, String second) -> Stream.of(first, second);
        };
    }

    private static Shaping shaping(Values values, TaskKind task, Tokenizer tokenizer, SplitExamples examples) {
        Texts texts = Texts.of(values, tokenizer);
        return switch (task) {
            case TRANSLATION ->
                new TranslationShaping(tokenizer, texts.contextLength(), values.real("training.labelSmoothing"));
            case CLASSIFICATION -> new ClassShaping(texts, classes(examples), values.real("training.labelSmoothing"));
            case REGRESSION -> NumberShaping.of(texts, examples.training());
            case TOKEN_CLASSIFICATION -> new TagShaping(texts, tags(examples), values.real("training.labelSmoothing"));
            case MULTI_TASK ->
                new MultiShaping(
                        texts, Targets.of(LabelColumns.of(values), examples, values.real("training.labelSmoothing")));
            case LANGUAGE_MODEL, MASKED_LANGUAGE_MODEL, TRANSLATION_LANGUAGE_MODEL ->
                throw new IllegalArgumentException(task + " does not learn from labelled examples");
        };
    }

    private static List<String> classes(SplitExamples examples) {
        TreeSet<String> labels = new TreeSet<>();
        all(examples).forEach(example -> {
            if (example instanceof Example.Classified(Input input, String label)) {
                labels.add(label);
            } else {
                throw Texts.unfit(TaskKind.CLASSIFICATION, example);
            }
        });
        return new ArrayList<>(labels);
    }

    private static List<String> tags(SplitExamples examples) {
        TreeSet<String> labels = new TreeSet<>();
        all(examples).forEach(example -> {
            if (example instanceof Example.Tagged(List<String> words, List<String> tags)) {
                labels.addAll(tags);
            } else {
                throw Texts.unfit(TaskKind.TOKEN_CLASSIFICATION, example);
            }
        });
        return new ArrayList<>(labels);
    }

    static Stream<Example> all(SplitExamples examples) {
        return Stream.concat(examples.training().stream(), examples.validation().stream());
    }

    static String fingerprint(SplitExamples examples) {
        Fingerprint fingerprint = new Fingerprint();
        all(examples).forEach(example -> {
            byte[] utf8 = example.toString().getBytes(StandardCharsets.UTF_8);
            fingerprint.add(utf8, utf8.length);
        });
        return fingerprint.hex();
    }
}
