package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.answer.Responder;
import glassformer.engine.Engines;
import glassformer.run.Lab;
import glassformer.run.Metric;
import glassformer.run.RunFolder;
import glassformer.run.RunListener;
import glassformer.run.RunSummary;
import glassformer.run.TrainedModel;
import glassformer.run.TrainingRun;
import glassformer.task.LongTexts;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each task learned on a handful of rows: a real table through the real engine into a run's folder and out again.
class TasksTest {
    @TempDir
    private Path folder;

    @Test
    void aSmallTranslationIsLearnedByHeart() throws IOException {
        StringBuilder table = new StringBuilder("source,target\n");
        for (int i = 0; i < 10; i++) {
            table.append(i).append(",").append("abcdefghij".charAt(i)).append('\n');
        }
        Path run = train("translation", table.toString(), 120, Map.of("model.normPlacement", "pre"));
        long right = IntStream.range(0, 10)
                .filter(i -> answer(run, "" + i).equals("" + "abcdefghij".charAt(i)))
                .count();
        assertThat(right).isGreaterThanOrEqualTo(9); // one row is held out
    }

    @Test
    void classesAreLearnedAndKeepTheirNames() throws IOException {
        StringBuilder table = new StringBuilder("text,label\n");
        for (int i = 0; i < 20; i++) {
            table.append("a fish number ").append(i).append(",sea\n");
            table.append("a tree number ").append(i).append(",land\n");
        }
        Path run = train("classification", table.toString(), 60, Map.of("model.family", "bert"));
        assertThat(answer(run, "a fish number 50")).startsWith("sea");
        assertThat(answer(run, "a tree number 51")).startsWith("land");
        assertThat(new RunFolder(run).metrics().getLast().measures()).containsKeys("accuracy", "macroF1");
    }

    @Test
    void tagsOfWordsAreLearned() throws IOException {
        StringBuilder table = new StringBuilder("words,tags\n");
        for (String name : new String[] {"Ann", "Bob", "Eve", "Tom"}) {
            for (String verb : new String[] {"runs", "sings", "sleeps", "waits"}) {
                table.append(name + " " + verb + ",N V\n");
            }
        }
        Path run = train("token-classification", table.toString(), 80, Map.of("model.family", "roberta"));
        assertThat(answer(run, "Ann sings")).contains("/N").contains("/V");
    }

    @Test
    void numbersAreLearned() throws IOException {
        StringBuilder table = new StringBuilder("text,label\n");
        for (int i = 0; i < 40; i++) {
            table.append(i % 2 == 0 ? "cold day " : "hot day ").append(i).append(i % 2 == 0 ? ",2\n" : ",30\n");
        }
        Path run = train("regression", table.toString(), 80, Map.of());
        assertThat(new RunFolder(run).metrics().getLast().measures().get("explainedVariance"))
                .isGreaterThan(0.8);
    }

    @Test
    void aClassAndANumberAreLearnedTogetherEachWithItsCurve() throws IOException {
        StringBuilder table = new StringBuilder("text,topic,degrees\n");
        for (int i = 0; i < 40; i++) {
            table.append(i % 2 == 0 ? "snow " : "sun ").append(i);
            table.append(i % 2 == 0 ? ",winter," : ",summer,");
            table.append(i % 2 == 0 ? -2.5 - i % 3 : 30.5 + i % 3).append('\n');
        }
        Map<String, Object> changed = new LinkedHashMap<>();
        changed.put("model.family", "bert");
        changed.put("model.normPlacement", "pre");
        changed.put("data.labelColumns", "topic, degrees");
        changed.put("data.taskWeights", "1, 0.5");
        Path run = train("multi-task", table.toString(), 150, changed);
        assertThat(answer(run, "snow 51")).startsWith("topic: winter (").contains("; degrees: -");
        assertThat(answer(run, "sun 52"))
                .startsWith("topic: summer (")
                .contains("; degrees: 0.")
                .endsWith("standard deviations from the mean");
        List<Metric> metrics = new RunFolder(run).metrics();
        assertThat(metrics)
                .allSatisfy(metric -> assertThat(metric.measures()).containsKeys("loss/topic", "loss/degrees"))
                .allSatisfy(metric -> assertThat(metric.loss())
                        .isCloseTo(
                                number(metric.measures(), "loss/topic")
                                        + 0.5 * number(metric.measures(), "loss/degrees"),
                                within(1e-4)));
        Map<String, Double> last = metrics.getLast().measures();
        assertThat(last).containsKeys("macroF1/topic", "mostFrequentRate/topic", "correlation/degrees");
        assertThat(last.get("accuracy/topic")).isEqualTo(1);
        assertThat(last.get("rootMeanSquaredError/degrees")).isLessThan(3);
    }

    @Test
    void aWordHiddenOnOneSideIsReadOffTheOther() throws IOException {
        StringBuilder table = new StringBuilder("source,target\n");
        String[] english = "one two red blue green white dog cat sun sea".split(" ");
        String[] italian = "uno due rosso blu verde bianco cane gatto sole mare".split(" ");
        for (int i = 0; i < 4 * english.length; i++) { // often enough for each word to become a token
            int word = i % english.length;
            table.append(english[word]).append(',').append(italian[word]).append('\n');
        }
        Map<String, Object> changed = new LinkedHashMap<>();
        changed.put("model.family", "bert");
        changed.put("model.normPlacement", "pre");
        changed.put("tokenizer.kind", "wordpiece");
        changed.put("data.maskRate", 0.4);
        changed.put("training.batchSize", 24L);
        Path run = train("translation-language-model", table.toString(), 400, changed);
        long right = IntStream.range(0, english.length)
                .filter(i -> answer(run, english[i] + " | [MASK]").equals(english[i] + " | " + italian[i]))
                .count();
        assertThat(right).isGreaterThanOrEqualTo(8); // one row is held out
        assertThat(answer(run, "[MASK] | gatto")).endsWith(" | gatto");
        assertThat(new RunFolder(run).metrics().getLast().measures())
                .containsOnlyKeys("maskedAccuracy", "mostFrequentRate");
    }

    @Test
    void aSentenceIsToldToFollowByABertThatReadsPairs() throws IOException {
        StringBuilder text = new StringBuilder();
        String[] words = {"sun", "sea", "oak", "dog", "car", "tea"};
        for (int i = 0; i < 60; i++) {
            String word = words[i % 6];
            text.append("A " + word + " came. Then " + word + " went. Now " + word + " rests.\n\n");
        }
        Path run = train(
                "masked-language-model",
                text.toString(),
                600,
                Map.of(
                        "data.nextSentence",
                        true,
                        "model.family",
                        "bert",
                        "model.normPlacement",
                        "pre",
                        "tokenizer.kind",
                        "wordpiece",
                        "training.batchSize",
                        24L));
        Map<String, Double> last = new RunFolder(run).metrics().getLast().measures();
        assertThat(last).containsKeys("maskedAccuracy", "mostFrequentRate", "loss/mlm", "loss/nsp");
        assertThat(last.get("nextSentenceAccuracy")).isGreaterThan(0.75);
        assertThat(answer(run, "A dog came. | Then dog went.")).startsWith("follows (");
        assertThat(answer(run, "A dog came. | Now tea rests.")).startsWith("does not follow (");
        assertThat(answer(run, "A dog came. | Then [MASK] went."))
                .startsWith("mlm: a dog came. | then")
                .contains("; nsp: ");
    }

    private static double number(Map<String, Double> measures, String name) {
        return Objects.requireNonNull(measures.get(name), name);
    }

    private Path train(String task, String table, int steps, Map<String, Object> changed) throws IOException {
        Path file = Files.writeString(folder.resolve(task + (table.contains(",") ? ".csv" : ".txt")), table);
        Lab lab = Lab.initial(task)
                .with("task", task)
                .with("model.layers", 1L)
                .with("model.heads", 2L)
                .with("model.dim", 32L)
                .with("model.contextLength", 24L)
                .with("tokenizer.vocabSize", 300L)
                .with("data.source", "file:" + file)
                .with("data.validationFraction", 0.1)
                .with("training.steps", (long) steps)
                .with("training.evaluateEvery", (long) steps)
                .with("training.checkpointEvery", (long) steps)
                .with("training.schedule.warmupSteps", 5L)
                .with("training.optimizer.learningRate", 0.004);
        for (Map.Entry<String, Object> change : changed.entrySet()) {
            lab = lab.with(change.getKey(), change.getValue());
        }
        Path run = folder.resolve("run-" + task);
        try (Engines engines = new Engines()) {
            RunSummary summary =
                    TrainingRun.start(lab, folder, run, engines, RunListener.SILENT, new TrainingControl());
            assertThat(summary.trainLoss()).isLessThan(summary.firstLoss() / 2);
        }
        return run;
    }

    private static String answer(Path run, String prompt) {
        try (Engines engines = new Engines();
                TrainedModel model = TrainedModel.open(run, null, engines, "cpu")) {
            return new Responder(model.session(), model.spec(), model.tokenizer(), LongTexts.CUT).of(prompt, 10, 1);
        }
    }
}
