package glassformer.represent;

import glassformer.BadInputException;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.run.Lab;
import glassformer.task.DataText;
import glassformer.task.ExampleTasks;
import glassformer.task.Sentences;
import glassformer.text.Corpora;
import glassformer.text.Corpus;
import glassformer.text.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The texts that a model is looked at with: sentences of the text that its run learns from, or its training examples
/// with their classes.
public final class SourceTexts {
    /// How many are read before some are chosen, evenly spread.
    private static final int READ = 40_000;

    private SourceTexts() {}

    /// @param most how many at most, spread evenly over the beginning of the data
    /// @throws BadInputException where the data is not there
    public static List<SourceText> of(Lab lab, Path run, int most) {
        List<SourceText> all = lab.task().readsCorpus()
                ? sentences(DataText.of(lab.values(), run))
                : ExampleTasks.read(lab.values(), lab.task(), run).training().stream()
                        .flatMap(SourceTexts::of)
                        .toList();
        return spread(all, most);
    }

    /// Those of a file of text, one sentence or line each.
    ///
    /// @throws BadInputException where there is no such file
    public static List<SourceText> ofFile(Path file, int most) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no file " + file + " to read texts from.");
        }
        return spread(sentences(Corpora.resolve("file:" + file.toAbsolutePath(), file)), most);
    }

    private static List<SourceText> spread(List<SourceText> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<SourceText> some = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            some.add(all.get((int) ((long) i * all.size() / most)));
        }
        return some;
    }

    private static List<SourceText> sentences(Corpus corpus) {
        Sentences sentences = new Sentences(Locale.ROOT);
        Set<String> all = new LinkedHashSet<>();
        try (Documents documents = corpus.open()) {
            while (documents.hasNext() && all.size() < READ) {
                for (String line : documents.next().split("\\R")) {
                    all.addAll(sentences.of(line));
                    if (all.size() >= READ) {
                        break;
                    }
                }
            }
        }
        return all.stream().map(text -> new SourceText(text, "")).toList();
    }

    private static Stream<SourceText> of(Example example) {
        return switch (example) {
            case Example.Unlabelled(Input input) -> of(input, "");
            case Example.Classified(Input input, String label) -> of(input, label);
            case Example.Scored(Input input, double value) -> of(input, "");
            case Example.Labelled(Input input, var labels) ->
                of(input, labels.isEmpty() ? "" : labels.values().iterator().next());
            case Example.Tagged(List<String> words, List<String> tags) ->
                Stream.of(new SourceText(String.join(" ", words), ""));
            case Example.Translated(String source, String target) -> Stream.of(new SourceText(source, ""));
        };
    }

    private static Stream<SourceText> of(Input input, String group) {
        return switch (input) {
            case Input.Single(String text) -> Stream.of(new SourceText(text, group));
            case Input.Pair(String first, String second) ->
                Stream.of(new SourceText(first, group), new SourceText(second, group));
        };
    }
}
