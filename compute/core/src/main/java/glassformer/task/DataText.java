package glassformer.task;

import glassformer.blueprint.Named;
import glassformer.data.Example;
import glassformer.settings.Values;
import glassformer.text.Corpora;
import glassformer.text.Corpus;
import glassformer.text.InMemoryCorpus;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A lab's data as text, to look at and to train a tokenizer on: a text as it is, examples one a line.
public final class DataText {
    private static final String TO = " \u2192 ";

    private DataText() {}

    /// @param values of a lab
    /// @throws glassformer.BadInputException where there is no such data
    public static Corpus of(Values values, Path baseFolder) {
        TaskKind task = Named.of(TaskKind.class, values.text(TaskKind.KEY));
        String source = values.text("data.source");
        if (task.readsCorpus()) {
            return Corpora.resolve(source, baseFolder);
        }
        List<String> lines = ExampleTasks.read(values, task, baseFolder).training().stream()
                .map(DataText::line)
                .toList();
        return new InMemoryCorpus(source, lines);
    }

    /// What a training learns its tokenizer from.
    ///
    /// @param values of a lab
    /// @throws glassformer.BadInputException where there is no such data
    public static Corpus toLearnTokensFrom(Values values, Path baseFolder) {
        return Named.of(TaskKind.class, values.text(TaskKind.KEY)).readsCorpus()
                ? of(values, baseFolder)
                : learned(values, baseFolder);
    }

    /// The texts of training examples, without their classes and numbers: what a tokenizer is trained on.
    ///
    /// @param values of a lab whose task learns from examples
    /// @throws glassformer.BadInputException where there is no such data
    public static Corpus learned(Values values, Path baseFolder) {
        TaskKind task = Named.of(TaskKind.class, values.text(TaskKind.KEY));
        List<String> texts = ExampleTasks.read(values, task, baseFolder).training().stream()
                .flatMap(ExampleTasks::texts)
                .toList();
        return new InMemoryCorpus(values.text("data.source"), texts);
    }

    static String line(Example example) {
        return switch (example) {
            case Example.Unlabelled(var input) -> ExampleTasks.joined(input) + "\n";
            case Example.Classified(var input, String label) -> ExampleTasks.joined(input) + TO + label + "\n";
            case Example.Scored(var input, double value) -> ExampleTasks.joined(input) + TO + value + "\n";
            case Example.Labelled(var input, var labels) ->
                ExampleTasks.joined(input)
                        + TO
                        + labels.entrySet().stream()
                                .map(label -> label.getKey() + ": " + label.getValue())
                                .collect(Collectors.joining("; "))
                        + "\n";
            case Example.Tagged(var words, var tags) -> String.join(" ", words) + TO + String.join(" ", tags) + "\n";
            case Example.Translated(String from, String to) -> from + TO + to + "\n";
        };
    }
}
