package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.engine.BigramEngine;
import glassformer.engine.DeviceUnavailableException;
import glassformer.engine.Engine;
import glassformer.engine.EngineProvider;
import glassformer.engine.Engines;
import glassformer.run.LabFile;
import glassformer.run.RunFolder;
import glassformer.run.TinyLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    @TempDir
    Path folder = Path.of("");

    private final Engines engines = BigramEngine.engines();

    @BeforeEach
    void makeLab() throws IOException {
        LabFile.write(folder.resolve("lab.json"), TinyLab.in(folder));
    }

    @Test
    void trainPrintsTheLossASampleAndTheRunsFolder() {
        CommandLineRun run = command("train", folder.toString(), "--out", "mine");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Trained 20 steps")
                .containsPattern("Validation loss \\d+\\.\\d{4}")
                .contains("Sample ")
                .contains(folder.resolve("mine").toString());
        assertThat(run.err()).contains("step 20: validation loss");
    }

    @Test
    void onlyPagesThatThereAreHavePictures() {
        CommandLineRun run = command("screenshots", "--out", "pictures", "--only", "train,nowhere");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--only is nowhere, but must be a page: home, build,");
        assertThat(folder.resolve("pictures")).doesNotExist();
    }

    @Test
    void jsonIsOneObjectWithEveryNumber() throws IOException {
        CommandLineRun run = command("train", folder.resolve("lab.json").toString(), "--out", "mine", "--json");
        assertThat(run.out().lines()).hasSize(1);
        JsonNode json = json(run);
        assertThat(json.properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains(
                        "run",
                        "steps",
                        "firstLoss",
                        "trainLoss",
                        "validationLoss",
                        "tokensPerSecond",
                        "parameters",
                        "seconds",
                        "state",
                        "sample");
        assertThat(json.path("steps").asInt()).isEqualTo(20);
        assertThat(json.path("state").asText()).isEqualTo("finished");
        assertThat(json.path("trainLoss").asDouble())
                .isLessThan(json.path("firstLoss").asDouble());
        assertThat(json.path("run").asText()).isEqualTo(folder.resolve("mine").toString());
    }

    @Test
    void everyCommandExplainsItselfAtAnyDepth() {
        for (String name : List.of("train", "find-rate", "bench", "bench train", "bench memory")) {
            CommandLineRun run = command((name + " --help").split(" "));
            assertThat(run.code()).as(name).isZero();
            assertThat(run.out()).as(name).contains("Usage: glassformer " + name);
        }
    }

    @Test
    void aLearningRateIsSearchedAndNothingIsKept() throws IOException {
        CommandLineRun run = command("find-rate", folder.toString(), "--steps", "20", "--json");
        assertThat(run.code()).isZero();
        JsonNode json = json(run);
        assertThat(json.path("suggested").asDouble()).isBetween(1e-7, 0.1);
        assertThat(json.path("steps").asInt()).isBetween(10, 20);
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries.filter(Files::isDirectory)).isEmpty();
        }
        assertThat(command("find-rate", folder.toString(), "--from", "1", "--to", "0.1")
                        .code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void aRaceComparesItsEntriesAndMarksTheWinner() throws IOException {
        CommandLineRun run = command(
                "race", folder.toString(), "--vary", "training.optimizer.learningRate=0.05,0.00001", "--out", "race");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("* learningRate=0.05 ", "  learningRate=0.00001", "Winner          learningRate=0.05");
        assertThat(run.err()).contains("Entry 2 of 2: learningRate=0.00001");
        CommandLineRun again = command("race", "--resume", "race", "--json");
        assertThat(again.code()).isZero();
        assertThat(json(again).path("winner").asText()).isEqualTo("learningRate=0.05");
        assertThat(command("race", folder.toString()).err()).contains("needs either --vary");
        assertThat(command("race", folder.toString(), "--vary", "model.heads=2,3")
                        .code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void runsAreComparedByWhatDiffers() throws IOException {
        command("race", folder.toString(), "--vary", "training.optimizer.learningRate=0.05,0.00001", "--out", "race");
        CommandLineRun run = command("compare", "race");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("* learningRate=0.05 ", "Winner          learningRate=0.05, by its last");
        command("train", folder.toString(), "--set", "data.validationFraction=0.3", "--out", "other");
        CommandLineRun other = command("compare", "race/entry-1", "other", "--json");
        assertThat(json(other).path("obstacles").get(0).asText()).isEqualTo("data");
        assertThat(json(other).path("differences").get(0).asText()).isEqualTo("data.validationFraction");
        assertThat(json(other).has("winner")).isFalse();
        assertThat(command("compare", "other").err()).contains("at least two runs");
        assertThat(command("compare", "race", "--picture", "x.bmp").err()).contains("must end with .png");
    }

    @Test
    void asManyRunsAtOnceAsThereAreProcessorsAtMost() {
        CommandLineRun run = command("race", folder.toString(), "--vary", "training.seed=1,2", "--parallel", "5000");
        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("--parallel is 5000, but must be from 1 to");
    }

    @Test
    void aTextsSurpriseIsMeasuredAndWritten() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        CommandLineRun run = command("evaluate", "mine", "--text", "the cat sat on mat", "--out", "files");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("Perplexity").contains("windows of 8 tokens, each 4 after the one before");
        assertThat(folder.resolve("files/surprise.csv")).content().hasLineCount(19);
        assertThat(folder.resolve("files/surprise.html")).content().contains("bits\">");
        Files.writeString(folder.resolve("my.txt"), "the cat");
        JsonNode json = json(command("evaluate", "mine", "--text-file", "my.txt", "--json"));
        assertThat(json.path("tokens")).hasSize(7);
        assertThat(json.path("tokens").get(0).path("bits").isNull()).isTrue();
        assertThat(json.path("perplexity").asDouble())
                .isCloseTo(Math.pow(2, json.path("bits").asDouble() / 6), org.assertj.core.data.Offset.offset(1e-9));
        assertThat(command("evaluate", "mine", "--text", "a", "--split", "train")
                        .err())
                .contains("one text alone");
        assertThat(command("evaluate", "mine", "--text-file", "none.txt").err()).contains("There is no file");
    }

    @Test
    void beamsComeAsATree() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        CommandLineRun run = command(
                "generate", "mine", "--prompt", "the ", "--beams", "3", "--max-tokens", "4", "--out", "tree", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode json = json(run);
        assertThat(json.path("hypotheses")).hasSize(3);
        assertThat(json.path("hypotheses").get(0).path("score").asDouble())
                .isGreaterThanOrEqualTo(
                        json.path("hypotheses").get(1).path("score").asDouble());
        assertThat(json.path("nodes").get(0).path("fate").asText()).isEqualTo("KEPT");
        assertThat(folder.resolve("tree/beams.csv"))
                .content()
                .hasLineCount(1 + json.path("nodes").size());
        assertThat(folder.resolve("tree/generate.json")).exists();
        assertThat(command("generate", "mine", "--prompt", "a", "--beams", "2").out())
                .contains("log-prob");
        assertThat(command("generate", "mine", "--beams", "99").err()).contains("beams is 99, but must be");
        assertThat(command("generate", "mine", "--beams", "2", "--salience").err())
                .contains("one of --beams");
        assertThat(command("generate", "mine", "--prompt", "a", "--salience").err())
                .contains("no head");
        assertThat(command("generate", "mine", "--prompt", "a", "--alignment").err())
                .contains("encoder-decoder");
    }

    @Test
    void withoutACacheTheTextIsTheSameAndItsSpeedIsTold() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        String[] asked = {"generate", "mine", "--prompt", "the ", "--max-tokens", "20", "--seed", "5"};
        CommandLineRun with = command(asked);
        CommandLineRun without = command(
                java.util.stream.Stream.concat(java.util.Arrays.stream(asked), java.util.stream.Stream.of("--no-cache"))
                        .toArray(String[]::new));
        assertThat(without.out()).isEqualTo(with.out());
        assertThat(without.err()).containsPattern("20 tokens without a cache, \\d+\\.\\d tokens/s");
    }

    @Test
    void twoRunsAnswerInStep() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        command("train", folder.toString(), "--out", "other", "--set", "training.seed=9");
        CommandLineRun run =
                command("generate", "mine", "--against", "other", "--prompt", "the ", "--max-tokens", "5", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode runs = json(run).path("runs");
        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).path("tokens")).hasSize(5);
        assertThat(runs.get(1).path("tokens").get(4).path("probability").asDouble())
                .isBetween(0.0, 1.0);
        assertThat(command("generate", "mine", "--against", "other", "--prompt", "the ")
                        .out())
                .contains("place  token");
        assertThat(command("generate", "mine", "--against", "nowhere").err()).contains("neither a run nor");
    }

    @Test
    void oneEntryOfARaceIsTrainedAlone() throws IOException {
        command("race", folder.toString(), "--vary", "training.seed=1,2", "--out", "race");
        assertThat(command("race", "--resume", "race", "--number", "3").err()).contains("has the entries 1 to 2");
        assertThat(command("race", "--resume", "race", "--number", "2").code()).isZero();
    }

    @Test
    void withoutAPlaceARunGoesUnderRuns() throws IOException {
        assertThat(command("train", folder.toString()).code()).isZero();
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            assertThat(runs.map(run -> run.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .matches("tiny-\\d{8}-\\d{6}");
        }
    }

    @Test
    void setChangesSettings() throws IOException {
        CommandLineRun run = command(
                "train",
                folder.toString(),
                "--out",
                "mine",
                "--json",
                "--set",
                "training.steps=3",
                "--set",
                "name=other");
        assertThat(json(run).path("steps").asInt()).isEqualTo(3);
        assertThat(new RunFolder(folder.resolve("mine")).lab().name()).isEqualTo("other");
    }

    @Test
    void resumeTrainsLonger() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        CommandLineRun run = command("resume", "mine", "--set", "training.steps=25", "--json");
        assertThat(run.code()).isZero();
        assertThat(json(run).path("steps").asInt()).isEqualTo(25);
    }

    @Test
    void resumeFromAnEarlierStepSaysWhatIsRemovedAndWhatChanges() {
        command("train", folder.toString(), "--out", "mine");
        CommandLineRun run = command("resume", "mine", "--step", "10", "--set", "training.steps=25");
        assertThat(run.code()).isZero();
        assertThat(run.err())
                .contains("Training goes on from step 10; removed is what came after it: the checkpoint of step 20 and"
                        + " what was recorded of 10 steps.")
                .contains("training.steps: 20 -> 25");
    }

    @Test
    void resumeListsCheckpointsTheirSizesAndWhichAreDamaged() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        Files.delete(folder.resolve("mine/checkpoints/step-10/trainer.json"));
        CommandLineRun run = command("resume", "mine", "--list");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsPattern(" 10 .*damaged: There is no file .*trainer.json")
                .containsPattern(" 20 +\\d+\\.\\d\\d +\\d\\.\\d{4}   the result")
                .containsPattern("The run takes \\d+\\.\\d\\d MiB on the disk, its checkpoints ");
        JsonNode json = json(command("resume", "mine", "--list", "--json"));
        assertThat(json.path("checkpoints")).hasSize(3);
        assertThat(json.path("checkpoints").get(1).path("whole").asBoolean()).isFalse();
        assertThat(json.path("bytes").asLong())
                .isGreaterThan(json.path("checkpointBytes").asLong());
    }

    @Test
    void divergenceEndsWithFour() {
        CommandLineRun run = command(
                "train",
                folder.toString(),
                "--out",
                "mine",
                "--set",
                "training.optimizer.learningRate=10",
                "--set",
                "training.optimizer.weightDecay=10",
                "--set",
                "training.schedule.kind=constant",
                "--set",
                "training.steps=2000");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err())
                .contains("glassformer: Training stopped at step ")
                .contains("probably the learning rate 10.0")
                .contains("the last good checkpoint is that of step ");
    }

    @Test
    void evaluateAgreesWithTraining() throws IOException {
        JsonNode trained = json(command(
                "train", folder.toString(), "--out", "mine", "--json", "--set", "training.evaluateBatches=100000"));
        JsonNode evaluated = json(command("evaluate", "mine", "--json"));
        double loss = evaluated.path("validationLoss").asDouble();
        assertThat(loss).isCloseTo(trained.path("validationLoss").asDouble(), within(1e-6));
        assertThat(evaluated.path("perplexity").asDouble()).isCloseTo(Math.exp(loss), within(1e-9));
        // A character of this text is one byte, so a token is, too.
        assertThat(evaluated.path("bitsPerByte").asDouble()).isCloseTo(loss / Math.log(2), within(1e-9));
    }

    @Test
    void anEvaluationIsLeftAsFilesWithAllThatJsonHolds() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        JsonNode json = json(command("evaluate", "mine", "--json", "--out", "files"));
        JsonNode summary =
                new ObjectMapper().readTree(folder.resolve("files/summary.json").toFile());
        assertThat(json.path("heads")).isEqualTo(summary.path("heads"));
        JsonNode head = json.path("heads").get(0);
        List<String> measures = Files.readAllLines(folder.resolve("files/measures.csv"));
        assertThat(measures.getFirst()).isEqualTo("head,measure,value");
        head.path("measures").properties().forEach(measure -> assertThat(measures)
                .contains(head.path("head").asText() + "," + measure.getKey() + ","
                        + measure.getValue().asDouble()));
        List<String> predictions =
                Files.readAllLines(folder.resolve("files/" + head.path("head").asText() + "-predictions.csv"));
        assertThat(predictions.getFirst()).isEqualTo("text,expected,predicted,badness,nats,tokens,bytes,right");
        assertThat(predictions).hasSizeGreaterThan(head.path("examples").asInt());
    }

    @Test
    void evaluateKeepsEveryPredictionInTheRun() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        CommandLineRun run = command("evaluate", "mine", "--split", "train", "--batches", "2");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Data ", "train", "Perplexity ");
        Path kept = folder.resolve("mine/evaluations/train-step-20-8-examples");
        assertThat(Files.readAllLines(kept.resolve("predictions.jsonl"))).hasSize(8);
        assertThat(kept.resolve("summary.json")).exists();
    }

    @Test
    void evaluateComparesTwoRunsWithIntervals() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        command("train", folder.toString(), "--out", "worse", "--set", "training.steps=1");
        JsonNode json = json(command("evaluate", "mine", "--against", "worse", "--json"));
        JsonNode compared = json.path("against").get(0);
        assertThat(compared.path("measure").asText()).isEqualTo("perplexity");
        assertThat(compared.path("difference").asDouble()).isNegative();
        assertThat(compared.at("/differenceInterval/1").asDouble()).isNegative();
        assertThat(compared.path("p").asDouble()).isLessThan(0.05);
        assertThat(folder.resolve("mine/evaluations/validation-step-20/against-worse-step-1.json"))
                .exists();
    }

    @Test
    void evaluateNamesWhatCannotBe() {
        command("train", folder.toString(), "--out", "mine");
        assertThat(command("evaluate", "mine", "--split", "test").err()).contains("train and validation");
        assertThat(command("evaluate", "mine", "--file", "none.txt").err()).contains("There is no file");
        assertThat(command("evaluate", "mine", "--split", "train", "--file", "x")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void generateContinuesThePrompt() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        CommandLineRun text = command("generate", "mine", "--prompt", "the ", "--max-tokens", "5");
        assertThat(text.code()).isZero();
        assertThat(text.out())
                .startsWith("the ")
                .hasSize(4 + 5 + System.lineSeparator().length());
        JsonNode json = json(command("generate", "mine", "--prompt", "the ", "--max-tokens", "5", "--json"));
        assertThat("the " + json.path("text").asText() + System.lineSeparator()).isEqualTo(text.out());
        assertThat(json.path("step").asInt()).isEqualTo(20);
    }

    @Test
    void anEarlierCheckpointCanBeUsed() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        assertThat(json(command("generate", "mine", "--step", "10", "--json"))
                        .path("step")
                        .asInt())
                .isEqualTo(10);
        assertFails(2, "no checkpoint of step 7", "generate", "mine", "--step", "7");
    }

    @Test
    void inspectShowsEveryHead() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        assertThat(command("inspect", "mine", "--text", "the cat").out())
                .contains("Tokens: t|h|e| |c|a|t")
                .containsPattern("(?m)^ +1 +1 .*");
        JsonNode patterns = json(command("inspect", "mine", "--text", "the cat", "--json"))
                .path("groups")
                .path(0)
                .path("patterns");
        assertThat(patterns).hasSize(2);
        assertThat(patterns.path(0)).hasSize(2);
        assertThat(patterns.path(0).path(0)).hasSize(7);
        assertThat(patterns.path(0).path(0).path(0)).hasSize(7);
    }

    @Test
    void inspectWritesTheAttentionIntoAFolder() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        CommandLineRun run = command("inspect", "mine", "--text", "the cat", "--out", "seen", "--json");
        assertThat(run.code()).isZero();
        assertThat(folder.resolve("seen"))
                .isDirectoryContaining("glob:**attention.safetensors")
                .isDirectoryContaining("glob:**attention.csv")
                .isDirectoryContaining("glob:**heads.csv")
                .isDirectoryContaining("glob:**decoder.layer.1.npy")
                .isDirectoryContaining("glob:**decoder.rollout.npy")
                .isDirectoryContaining("glob:**decoder.png")
                .isDirectoryContaining("glob:**decoder.svg");
        JsonNode group = json(run).path("groups").path(0);
        // The bigram's heads look evenly at all they see.
        JsonNode head = group.path("heads").path(3);
        assertThat(head.path("layer").asInt()).isEqualTo(1);
        assertThat(head.path("role").isNull()).isTrue();
        assertThat(head.path("previous-token").asDouble()).isBetween(0.2, 0.3);
        assertThat(group.path("rollout")).hasSize(2);
        assertThat(group.path("mean").path(0)).hasSize(7);
    }

    @Test
    void inspectRefusesAPartThatCannotBeRead() {
        command("train", folder.toString(), "--out", "mine");
        assertFails(2, "first", "inspect", "mine", "--text", "the cat", "--ablate", "first");
    }

    @Test
    void devicesAreMeasuredWhereThatIsAsked() throws IOException {
        assertThat(command("devices").out()).doesNotContain("ms a step");
        assertThat(command("devices", "--score").out()).containsPattern("\\d+\\.\\d ms a step of S");
        JsonNode device =
                json(command("devices", "--score", "--json")).path("devices").path(0);
        assertThat(device.path("score").path("millisecondsPerStep").asDouble()).isPositive();
        assertThat(device.path("score").path("gigaflops").isNull()).isTrue();
        assertThat(device.path("abilities").valueStream().map(JsonNode::asText))
                .contains("dropout")
                .doesNotContain("bfloat16");
    }

    @Test
    void devicesAreListed() throws IOException {
        assertThat(command("devices").out()).contains("cpu").contains("test computer");
        assertThat(json(command("devices", "--json"))
                        .path("devices")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo("cpu");
    }

    @Test
    void samplesAreListed() throws IOException {
        assertThat(command("samples").out()).contains("wordnet-gpt");
        assertThat(json(command("samples", "--json"))
                        .path("samples")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("wordnet-gpt");
    }

    @Test
    void badInputIsOneLineAndExitCode2() {
        assertFails(2, "There is no lab nowhere", "train", "nowhere");
        assertFails(2, "wordnet-gpt", "train", "nowhere");
        assertFails(2, "did you mean training.steps", "train", folder.toString(), "--set", "training.step=3");
        assertFails(2, "training.steps is many", "train", folder.toString(), "--set", "training.steps=many");
        assertFails(2, "KEY=VALUE", "train", folder.toString(), "--set", "training.steps");
        assertFails(2, "LAB", "train");
        assertFails(2, "--bogus", "devices", "--bogus");
        assertFails(2, "neither a run nor a checkpoint", "generate", ".");
        assertFails(2, "temperature", "generate", ".", "--temperature", "-1");
        assertFails(2, "frobnicate", "frobnicate");
    }

    @Test
    void aRunIsNotOverwritten() {
        command("train", folder.toString(), "--out", "mine");
        assertFails(2, "exists and is not empty", "train", folder.toString(), "--out", "mine");
    }

    @Test
    void missingDeviceIsExitCode3() {
        assertFails(3, "cuda:9", "train", folder.toString(), "--device", "cuda:9");
    }

    @Test
    void missingEngineIsExitCode3() {
        Engines none = new Engines(List.of(new EngineProvider() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public Engine open() {
                throw new DeviceUnavailableException("The library is not there.");
            }
        }));
        CommandLineRun run = CommandLineRun.of(none, folder, "train", folder.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("The library is not there.");
        assertThat(CommandLineRun.of(none, folder, "devices").code()).isEqualTo(3);
    }

    @Test
    void unexpectedFailureIsOneSentenceAndKeepsItsDetails() throws IOException {
        Engines broken = new Engines(List.of(new EngineProvider() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public Engine open() {
                throw new IllegalStateException("nobody thought of this");
            }
        }));
        CommandLineRun run = CommandLineRun.of(broken, folder, "devices");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err().lines()).hasSize(1);
        try (Stream<Path> logs = Files.list(folder.resolve("failures"))) {
            Path log = logs.findFirst().orElseThrow();
            assertThat(run.err()).contains(log.toString());
            assertThat(log).content().contains("nobody thought of this").contains("glassformer devices");
        }
    }

    @Test
    void exportTellsWhatItsCheckFoundAndKeepsWhatIsThere() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        JsonNode first = json(command("export", "mine", "--format", "huggingface", "--json"));
        assertThat(first.path("target").asText())
                .isEqualTo(folder.resolve("mine/exports/huggingface-step-20").toString());
        assertThat(first.path("compared").asText()).isEqualTo("logits");
        assertThat(first.path("maxDifference").asDouble()).isZero();
        CommandLineRun twice = command("export", "mine", "--format", "huggingface");
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err().lines().toList().getLast()).contains("nothing was overwritten");
        CommandLineRun again =
                command("export", "mine", "--format", "huggingface", "--checkpoint", "step-10", "--out", "there");
        assertThat(again.out())
                .contains("step 10")
                .contains("Checked: logits differ by at most 0")
                .contains("there");
    }

    @Test
    void anExportThatCannotBeIsOneLine() {
        command("train", folder.toString(), "--out", "mine");
        assertFails(2, "must be one of huggingface", "export", "mine", "--format", "docx");
        assertFails(2, "must be step-N", "export", "mine", "--format", "lab", "--checkpoint", "last");
        assertThat(command("export", "mine", "--format", "torchscript").err()).contains("writes no TorchScript");
    }

    @Test
    void tablesAndTheWholeLabAreExportedToo() throws IOException {
        command("train", folder.toString(), "--out", "mine");
        for (String format : List.of("embeddings", "attention", "lab")) {
            assertThat(command("export", "mine", "--format", format, "--out", format)
                            .code())
                    .as(format)
                    .isZero();
        }
        assertThat(folder.resolve("embeddings/vectors.tsv")).exists();
        assertThat(folder.resolve("attention/decoder.layer.0.npy")).exists();
        assertThat(folder.resolve("lab/mine.zip")).exists();
    }

    @Test
    void helpIsNoError() {
        CommandLineRun run = command("--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("train").contains("generate").doesNotContain("warm-up");
        assertThat(command("train", "--help").out()).contains("--set");
    }

    @Test
    void warmUpUsesEverythingSilently() {
        CommandLineRun run = command("warm-up");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("failures")).doesNotExist();
    }

    private CommandLineRun command(String... arguments) {
        return CommandLineRun.of(engines, folder, arguments);
    }

    private void assertFails(int code, String sentence, String... arguments) {
        CommandLineRun run = command(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        assertThat(run.err()).contains(sentence);
        assertThat(run.out()).isEmpty();
    }

    private static JsonNode json(CommandLineRun run) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static org.assertj.core.data.Offset<Double> within(double distance) {
        return org.assertj.core.data.Offset.offset(distance);
    }
}
