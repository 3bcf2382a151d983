package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.blueprint.HeadSpec;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.Tokens;
import glassformer.run.Lab;
import glassformer.text.Progress;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTasksTest {
    @TempDir
    private Path folder;

    @Test
    void aTableOfClassesNamesThemInOrderAndNumbersEachText() throws IOException {
        ExampleData data = open("classification", "text,label\n", "a red fish,sea\na big tree,land\n");
        assertThat(data.heads()).isEqualTo(List.of(new HeadSpec.Classes("classifier", List.of("land", "sea"))));
        Batch batch = data.training().microBatches(1, 1, 1, 6).getFirst();
        Labels.Classes labels = (Labels.Classes) batch.labels().getFirst();
        for (int row = 0; row < 6; row++) {
            String text = data.tokenizer().decode(batch.input().row(row).ids());
            assertThat(labels.labels()[row]).isEqualTo(text.contains("fish") ? 1 : 0);
        }
    }

    @Test
    void aTextStandsBetweenTheTokensThatBeginAndEndIt() throws IOException {
        ExampleData data = open("classification", "text,label\n", "a red fish,sea\na big tree,land\n");
        SpecialTokens specials = data.tokenizer().specials();
        Batch batch = data.validation(1, 2).getFirst();
        for (int row = 0; row < batch.size(); row++) {
            int[] ids = batch.input().row(row).ids();
            assertThat(ids[0]).isEqualTo(specials.requireClassify());
            assertThat(ids[ids.length - 1]).isEqualTo(specials.requireSeparator());
        }
    }

    @Test
    void aDecoderReadsTheTargetOnePlaceBehind() throws IOException {
        ExampleData data = open("translation", "source,target\n", "one,uno\nthirteen,tredici\n");
        Tokenizer tokenizer = data.tokenizer();
        Batch batch = data.training().microBatches(1, 1, 1, 8).getFirst();
        Tokens decoder = Objects.requireNonNull(batch.decoder());
        int[] labels = ((Labels.Classes) batch.labels().getFirst()).labels();
        for (int row = 0; row < 8; row++) {
            String source = tokenizer.decode(batch.input().row(row).ids());
            int[] target = tokenizer.encode(source.contains("thirteen") ? "tredici" : "uno");
            int[] read = decoder.row(row).ids();
            int length = decoder.length();
            assertThat(read).hasSize(target.length + 1);
            assertThat(read[0]).isEqualTo(tokenizer.specials().requirePad());
            for (int t = 0; t < length; t++) {
                int expected = t < target.length
                        ? target[t]
                        : t == target.length ? tokenizer.specials().requireSeparator() : Labels.IGNORED;
                assertThat(labels[row * length + t]).isEqualTo(expected);
                if (t > 0 && t <= target.length) {
                    assertThat(read[t]).isEqualTo(target[t - 1]);
                }
            }
        }
    }

    @Test
    void onlyTheFirstTokenOfAWordCarriesItsTag() throws IOException {
        ExampleData data = open("token-classification", "words,tags\n", "Ann sleeps,N V\nBob extraordinarily,N A\n");
        List<String> tags = ((HeadSpec.TokenClasses) data.heads().getFirst()).labels();
        assertThat(tags).containsExactly("A", "N", "V");
        Batch batch = data.training().microBatches(1, 1, 1, 4).getFirst();
        int[] labels = ((Labels.Classes) batch.labels().getFirst()).labels();
        for (int row = 0; row < 4; row++) {
            int length = batch.input().length();
            long tagged = 0;
            for (int t = 0; t < length; t++) {
                tagged += labels[row * length + t] == Labels.IGNORED ? 0 : 1;
            }
            assertThat(tagged).isEqualTo(2);
            assertThat(labels[row * length + 1]).isEqualTo(tags.indexOf("N"));
        }
    }

    @Test
    void numbersAreLearnedInStandardDeviationsFromTheirMean() throws IOException {
        ExampleData data = open("regression", "text,label\n", "low,10\nhigh,30\n");
        Labels.Values values = (Labels.Values)
                data.training().microBatches(1, 1, 1, 20).getFirst().labels().getFirst();
        for (float value : values.values()) {
            assertThat(Math.abs(value)).isCloseTo(1, org.assertj.core.data.Offset.offset(0.1f));
        }
    }

    @Test
    void aStepCanBeDrawnAgainWithoutThoseBeforeIt() throws IOException {
        ExampleData data = open("classification", "text,label\n", "a red fish,sea\na big tree,land\n");
        List<Batch> later = data.training().microBatches(5, 40, 2, 3);
        var source = data.training();
        for (int step = 1; step < 40; step++) {
            source.microBatches(5, step, 2, 3);
        }
        List<Batch> again = source.microBatches(5, 40, 2, 3);
        assertThat(again.get(1).input().ids()).isEqualTo(later.get(1).input().ids());
        assertThat(data.training().microBatches(6, 40, 2, 3).get(1).input().ids())
                .isNotEqualTo(later.get(1).input().ids());
    }

    @Test
    void aFewValidationExamplesAreOfAllClassesThoughClassesTakeTurns() throws IOException {
        ExampleData data = open("classification", "text,label\n", "a red fish,sea\na big tree,land\n".repeat(20));
        Labels.Classes labels =
                (Labels.Classes) data.validation(1, 10).getFirst().labels().getFirst();
        assertThat(labels.labels()).contains(0, 1);
    }

    @Test
    void oneClassOnlyIsRefusedByName() throws IOException {
        assertThatThrownBy(() -> open("classification", "text,label\n", "a,sea\nb,sea\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("only the class \"sea\"");
    }

    @Test
    void aCorpusIsNoTable() {
        Lab lab = Lab.initial("a").with("task", "classification").with("data.source", "sample:nothing");
        assertThatThrownBy(() -> ExampleTasks.open(lab.values(), folder, null, Progress.none()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nothing");
    }

    /// The rows, ten times, with a number each so that no two are the same.
    private ExampleData open(String task, String header, String rows) throws IOException {
        StringBuilder text = new StringBuilder(header);
        for (int i = 0; i < 10; i++) {
            text.append(rows);
        }
        Path file = Files.writeString(folder.resolve(task + ".csv"), distinct(task, text.toString()));
        Lab lab = Lab.initial("a")
                .with("task", task)
                .with("tokenizer.vocabSize", 300L)
                .with("data.validationFraction", 0.2)
                .with("data.source", "file:" + file);
        return ExampleTasks.open(lab.values(), folder, null, Progress.none());
    }

    private static String distinct(String task, String table) {
        if (task.equals("token-classification")) {
            return table;
        }
        List<String> lines = table.lines().toList();
        StringBuilder text = new StringBuilder(lines.getFirst()).append('\n');
        for (int i = 1; i < lines.size(); i++) {
            text.append(lines.get(i).replaceFirst(",", " " + i + ",")).append('\n');
        }
        return text.toString();
    }
}
