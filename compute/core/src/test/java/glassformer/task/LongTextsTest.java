package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.answer.Predictor;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelSpec;
import glassformer.data.Example;
import glassformer.data.Pooling;
import glassformer.data.Truncation;
import glassformer.engine.Batch;
import glassformer.engine.Device;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.engine.Weights;
import glassformer.reference.ReferenceEngine;
import glassformer.run.Lab;
import glassformer.text.Progress;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import glassformer.train.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of texts that are longer than the context.
class LongTextsTest {
    private static final String LONG = "one two three four five six seven eight nine ten eleven twelve thirteen";
    private static final int CONTEXT = 12;

    @TempDir
    private Path folder;

    @Test
    void theEndIsKeptWhereTheLabSaysSo() throws IOException {
        ExampleData data = open(lab().with("data.truncation", "tail"));
        List<List<Integer>> ends = data.examples().training().stream()
                .map(example -> data.tokenizer().encode(text(example)))
                .map(ids -> boxed(Arrays.copyOfRange(ids, ids.length - CONTEXT + 2, ids.length)))
                .toList();
        assertThat(withoutSpecials(training(data))).isSubsetOf(ends);
    }

    @Test
    void aPairLosesTokensFromTheEndThatTheLabNames() {
        SpecialTokens specials = tokenizer().specials();
        int[] first = {11, 12, 13, 14, 15, 16};
        int[] second = {21, 22, 23};
        int room = 2 + specials.separatorsBetween();
        assertThat(TokenPair.of(specials, first, second, room + 7, Truncation.TAIL)
                        .ids())
                .containsSubsequence(13, 14, 15, 16)
                .doesNotContain(11, 12)
                .contains(21, 22, 23);
    }

    @Test
    void trainingReadsEachWindowOfALongTextAndTheSameOnesAgain() throws IOException {
        ExampleData data = open(lab().with("data.windowOverlap", 3));
        Set<List<Integer>> seen = new HashSet<>();
        for (int step = 1; step <= 60; step++) {
            Batch batch = data.training().microBatches(5, step, 1, 4).getFirst();
            assertThat(batch.size()).isEqualTo(4);
            for (int row = 0; row < 4; row++) {
                seen.add(boxed(batch.input().row(row).ids()));
            }
            assertThat(data.training()
                            .microBatches(5, step, 1, 4)
                            .getFirst()
                            .input()
                            .ids())
                    .isEqualTo(batch.input().ids());
        }
        assertThat(seen).isEqualTo(windows(data.tokenizer(), data.examples().training()));
    }

    @Test
    void everyWindowOfAValidationTextIsJudgedWithItsClass() throws IOException {
        ExampleData data = open(lab().with("data.windowOverlap", 3));
        List<Batch> batches = data.validation(10, 4);
        int rows = batches.stream().mapToInt(Batch::size).sum();
        assertThat(rows)
                .isEqualTo(data.examples().validation().stream()
                        .mapToInt(example ->
                                windows(data.tokenizer(), text(example)).size())
                        .sum());
        List<String> labels = ((HeadSpec.Classes) data.heads().getFirst()).labels();
        for (Batch batch : batches) {
            assertThat(batch.size()).isLessThanOrEqualTo(4);
            int[] classes = ((Labels.Classes) batch.labels().getFirst()).labels();
            for (int row = 0; row < batch.size(); row++) {
                List<Integer> read = boxed(batch.input().row(row).ids());
                String label = labels.get(classes[row]);
                assertThat(data.examples().validation())
                        .filteredOn(example ->
                                ((Example.Classified) example).label().equals(label))
                        .anySatisfy(example -> assertThat(windows(data.tokenizer(), List.of(example)))
                                .contains(read));
            }
        }
    }

    @Test
    void severalTasksReadWindowsTooAndPoolThem() throws IOException {
        StringBuilder table = new StringBuilder("text,topic,length\n");
        for (int i = 0; i < 12; i++) {
            table.append(i)
                    .append(' ')
                    .append(LONG)
                    .append(i % 2 == 0 ? ",sea," : ",land,")
                    .append(i)
                    .append(".5\n");
        }
        Files.writeString(folder.resolve("several.csv"), table);
        Lab lab = Lab.initial("several").with("task", "multi-task");
        for (String key :
                List.of("model.layers", "model.heads", "model.dim", "model.contextLength", "data.validationFraction")) {
            lab = lab.with(key, lab().values().get(key));
        }
        lab = lab.with("model.family", "bert")
                .with("tokenizer.vocabSize", 300)
                .with("data.windowOverlap", 3)
                .with("data.source", "file:several.csv");
        ExampleData data = ExampleTasks.open(lab.values(), folder, null, Progress.none());
        assertThat(data.validation(10, 4).stream().mapToInt(Batch::size).sum())
                .isGreaterThan(data.examples().validation().size());
        assertThat(data.training().microBatches(1, 1, 1, 4).getFirst().size()).isEqualTo(4);
        ModelSpec spec = new ModelSpec(lab.model(data.tokenizer().vocabSize()), data.heads(), null);
        try (ModelSession session = new ReferenceEngine()
                .open(
                        spec.blueprint(),
                        Weights.initial(spec.blueprint(), 3),
                        new Device("cpu", "reference", "test computer", 0))) {
            assertThat(data.measure().of(session, Measure.Care.LOOK))
                    .containsKeys("accuracy/topic", "rootMeanSquaredError/length");
        }
    }

    @Test
    void anAnswerIsTheMeanOfTheWindowsProbabilities() throws IOException {
        assertThat(pooledByHand(Pooling.MEAN)).isCloseTo(answered("mean"), within(0.0501));
    }

    @Test
    void anAnswerCanBeThatOfTheSurestWindow() throws IOException {
        assertThat(pooledByHand(Pooling.MAX)).isCloseTo(answered("max"), within(0.0501));
    }

    @Test
    void windowsThatOverlapByAllTheyHoldAreRefused() {
        assertThatThrownBy(() -> lab().with("data.windowOverlap", 10).validate())
                .isInstanceOf(BadInputException.class)
                .hasMessage("data.windowOverlap is 10, but must be less than 10: model.contextLength is 12, of which 2"
                        + " are special tokens.");
    }

    @Test
    void anUnknownTruncationIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> lab().with("data.truncation", "middle"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("data.truncation is middle, but must be one of head, tail, head-tail.");
    }

    /// What the model says of [#LONG], in percent.
    private double answered(String pooling) throws IOException {
        Lab lab = lab().with("data.windowOverlap", 3).with("data.pooling", pooling);
        ExampleData data = open(lab);
        try (ModelSession session = session(data)) {
            String answer = new Predictor(session, spec(data), data.tokenizer(), LongTexts.of(lab.values()))
                    .of(LONG)
                    .text();
            return Double.parseDouble(answer.replaceAll(".*\\(([0-9.]+) %\\)", "$1"));
        }
    }

    /// The same from the model's scores for each window, and arithmetic.
    private double pooledByHand(Pooling pooling) throws IOException {
        ExampleData data = open(lab().with("data.windowOverlap", 3));
        try (ModelSession session = session(data)) {
            double first = 0;
            double second = 0;
            double highestFirst = 0;
            double highestSecond = 0;
            List<int[]> windows = windows(data.tokenizer(), LONG);
            for (int[] window : windows) {
                float[] scores = session.logits(Tokens.of(window), null, HeadSpec.CLASSIFIER)
                        .values();
                double share = 1 / (1 + Math.exp(scores[1] - scores[0]));
                first += share / windows.size();
                second += (1 - share) / windows.size();
                highestFirst = Math.max(highestFirst, share);
                highestSecond = Math.max(highestSecond, 1 - share);
            }
            return pooling == Pooling.MEAN
                    ? 100 * Math.max(first, second)
                    : 100 * Math.max(highestFirst, highestSecond) / (highestFirst + highestSecond);
        }
    }

    /// Windows of 10 tokens that share 3, each between the special tokens.
    private static List<int[]> windows(Tokenizer tokenizer, String text) {
        int[] ids = tokenizer.encode(text);
        List<int[]> windows = new ArrayList<>();
        for (int from = 0; from == 0 || from + 3 < ids.length; from += 7) {
            int to = Math.min(ids.length, from + 10);
            int[] window = new int[to - from + 2];
            window[0] = tokenizer.specials().requireClassify();
            System.arraycopy(ids, from, window, 1, to - from);
            window[window.length - 1] = tokenizer.specials().requireSeparator();
            windows.add(window);
        }
        return windows;
    }

    private static Set<List<Integer>> windows(Tokenizer tokenizer, List<Example> examples) {
        Set<List<Integer>> all = new HashSet<>();
        examples.forEach(example -> windows(tokenizer, text(example)).forEach(window -> all.add(boxed(window))));
        return all;
    }

    private static String text(Example example) {
        return ((Example.Classified) example).input().first();
    }

    private static List<Integer> boxed(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }

    private static List<List<Integer>> withoutSpecials(Batch batch) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            int[] ids = batch.input().row(row).ids();
            rows.add(boxed(Arrays.copyOfRange(ids, 1, ids.length - 1)));
        }
        return rows;
    }

    private static Batch training(ExampleData data) {
        return data.training().microBatches(1, 1, 1, 4).getFirst();
    }

    private static ModelSession session(ExampleData data) {
        ModelSpec spec = spec(data);
        return new ReferenceEngine()
                .open(
                        spec.blueprint(),
                        Weights.initial(spec.blueprint(), 3),
                        new Device("cpu", "reference", "test computer", 0));
    }

    private static ModelSpec spec(ExampleData data) {
        return new ModelSpec(lab().model(data.tokenizer().vocabSize()), data.heads(), null);
    }

    private Tokenizer tokenizer() {
        try {
            return open(lab()).tokenizer();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Lab lab() {
        return Lab.initial("a")
                .with("task", "classification")
                .with("model.family", "bert")
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", CONTEXT)
                .with("tokenizer.vocabSize", 300L)
                .with("data.validationFraction", 0.4)
                .with("data.source", "file:texts.csv");
    }

    /// The long text with another beginning and end each time, in two classes.
    private ExampleData open(Lab lab) throws IOException {
        StringBuilder table = new StringBuilder("text,label\n");
        for (int i = 0; i < 10; i++) {
            table.append(i).append(' ').append(LONG).append(' ').append(i).append(i % 2 == 0 ? ",sea\n" : ",land\n");
        }
        Files.writeString(folder.resolve("texts.csv"), table);
        return ExampleTasks.open(lab.values(), folder, null, Progress.none());
    }
}
