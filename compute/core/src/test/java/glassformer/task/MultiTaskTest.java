package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.data.SplitExamples;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.Tensor;
import glassformer.run.Lab;
import glassformer.text.Progress;
import glassformer.train.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultiTaskTest {
    @TempDir
    private Path folder;

    @Test
    void eachColumnGetsAHeadOfItsContentsKindUnderItsOwnName() throws IOException {
        try (ExampleData data = open(
                "text,topic,word count,lm",
                40,
                row -> "a fish " + row + "," + (row % 2 == 0 ? "sea" : "land") + "," + (row + 0.5) + "," + (row % 3))) {
            assertThat(data.heads())
                    .isEqualTo(List.of(
                            new HeadSpec.Classes("topic", List.of("land", "sea")),
                            new HeadSpec.Value("word_count"),
                            new HeadSpec.Classes("lm_3", List.of("0", "1", "2"))));
        }
    }

    @Test
    void labelsCarryTheWeightsAndNumbersAreStandardised() {
        SplitExamples split = new SplitExamples(
                List.of(labelled("a", "10"), labelled("b", "30"), labelled("a", "10"), labelled("b", "30.5")),
                List.of(labelled("b", "20"), labelled("a", "-7.25")));
        List<Target> targets = Targets.of(new LabelColumns(List.of("kind", "size"), List.of(2.0, 0.5)), split, 0.1);
        Labels.Classes kinds = (Labels.Classes) targets.getFirst().labels(List.of("b", "a"));
        assertThat(kinds.labels()).containsExactly(1, 0);
        assertThat(kinds.weight()).isEqualTo(2);
        assertThat(kinds.smoothing()).isEqualTo(0.1);
        Labels.Values sizes = (Labels.Values) targets.get(1).labels(List.of("10", "20.125", "30.25"));
        // Of 10, 30, 10 and 30.5: the mean is 20.125, the deviation 10.127.
        assertThat(sizes.values()[0]).isCloseTo(-10.125f / 10.1265f, within(1e-4f));
        assertThat(sizes.values()[1]).isCloseTo(0, within(1e-6f));
        assertThat(sizes.values()[2]).isCloseTo(10.125f / 10.1265f, within(1e-4f));
        assertThat(sizes.weight()).isEqualTo(0.5);
    }

    @Test
    void eachTaskIsMeasuredUnderItsName() throws IOException {
        try (ExampleData data = open(
                "text,topic,length",
                40,
                row -> "fish " + row + "," + (row % 4 == 0 ? "sea" : "land") + "," + row + ".5")) {
            // Always the first class, and a number that falls by one from row to row.
            Map<String, Double> measures = data.measure()
                    .of(
                            Says.scores((read, head) -> {
                                float[] scores = new float[read.size() * (head.equals("topic") ? 2 : 1)];
                                for (int row = 0; row < read.size(); row++) {
                                    if (head.equals("topic")) {
                                        scores[row * 2] = 1;
                                    } else {
                                        String text = data.tokenizer()
                                                .decode(read.row(row).ids());
                                        scores[row] = -Integer.parseInt(text.replaceAll("[^0-9]", ""));
                                    }
                                }
                                return Tensor.of(scores, read.size(), scores.length / read.size());
                            }),
                            Measure.Care.LOOK);
            assertThat(measures.keySet())
                    .containsExactly(
                            "accuracy/topic",
                            "macroF1/topic",
                            "mostFrequentRate/topic",
                            "correlation/length",
                            "rootMeanSquaredError/length");
            List<Example> held = data.examples().validation();
            double land = held.stream()
                    .filter(example -> ((Example.Labelled) example).labels().containsValue("land"))
                    .count();
            assertThat(measures.get("accuracy/topic")).isCloseTo(land / held.size(), within(1e-12));
            assertThat(measures.get("correlation/length")).isCloseTo(-1, within(1e-6));
        }
    }

    @Test
    void aBatchHasLabelsForEveryHead() throws IOException {
        try (ExampleData data = open(
                "text,topic,length",
                20,
                row -> "fish " + row + "," + (row % 2 == 0 ? "sea" : "land") + "," + row + ".5")) {
            Batch batch = data.training().microBatches(1, 1, 1, 5).getFirst();
            assertThat(batch.labels()).extracting(Labels::head).containsExactly("topic", "length");
            assertThat(batch.labels()).extracting(Labels::count).containsExactly(5, 5);
        }
    }

    @Test
    void aColumnOfFreeTextIsNamedWithWhatWouldBeRight() {
        assertThatThrownBy(() -> open("text,topic,note", 20, row -> "fish " + row + "," + (row % 2) + ",note " + row))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("The column \"note\" holds 20 different texts in 20 rows")
                .hasMessageContaining("must hold numbers, or at most 100 classes");
    }

    @Test
    void aColumnThatIsAlwaysTheSameIsNamed() {
        assertThatThrownBy(() -> open("text,topic,kind", 20, row -> "fish " + row + "," + (row % 2) + ",x"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The column \"kind\" holds only \"x\" in all rows; it needs at least two classes, or"
                        + " numbers.");
    }

    @Test
    void aColumnThatExamplesDoNotHaveIsNamedWithThoseThatTheyHave() {
        SplitExamples split = new SplitExamples(List.of(labelled("a", "1")), List.of(labelled("b", "2")));
        assertThatThrownBy(() -> Targets.of(new LabelColumns(List.of("kind", "colour"), List.of(1.0, 1.0)), split, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"kind\"");
        SplitExamples more = new SplitExamples(
                List.of(labelled("a", "1"), labelled("a", "1")), List.of(labelled("b", "2"), labelled("b", "3")));
        assertThatThrownBy(() -> Targets.of(new LabelColumns(List.of("kind", "colour"), List.of(1.0, 1.0)), more, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessage("data.labelColumns names the column \"colour\", but the examples have only: kind, size.");
    }

    private static Example labelled(String kind, String size) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("kind", kind);
        labels.put("size", size);
        return new Example.Labelled(new Input.Single(kind + size), labels);
    }

    private ExampleData open(String header, int rows, java.util.function.IntFunction<String> row) throws IOException {
        StringBuilder table = new StringBuilder(header).append('\n');
        for (int i = 0; i < rows; i++) {
            table.append(row.apply(i)).append('\n');
        }
        Path file = Files.writeString(folder.resolve("rows.csv"), table);
        Lab lab = Lab.initial("a")
                .with("task", "multi-task")
                .with("tokenizer.vocabSize", 300)
                .with("data.validationFraction", 0.2)
                .with("data.labelColumns", header.substring(header.indexOf(',') + 1))
                .with("data.source", "file:" + file);
        lab.validate();
        return ExampleTasks.open(lab.values(), folder, null, Progress.none());
    }
}
