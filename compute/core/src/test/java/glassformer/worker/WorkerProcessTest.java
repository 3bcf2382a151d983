package glassformer.worker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.engine.KernelSource;
import glassformer.run.Checkpoint;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.run.RunFolder;
import glassformer.run.RunStatus;
import glassformer.run.TinyLab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorkerProcessTest {
    @TempDir
    Path folder = Path.of("");

    private final Recorder events = new Recorder();
    private final LinkedBlockingQueue<String> deaths = new LinkedBlockingQueue<>();
    private final WorkerClient client = new WorkerClient(BigramWorker.command(), events, deaths::add);
    private Lab lab = Lab.initial("unset");

    @BeforeEach
    void makeLab() throws IOException {
        lab = TinyLab.in(folder);
    }

    @AfterEach
    void endWorker() {
        client.close();
    }

    @Test
    void trainingReportsEachStepAndItsEnd() {
        train(lab, "run");
        WorkerEvents.Finished end = events.finished.orTimeout(30, SECONDS).join();
        assertThat(end.state()).isEqualTo("finished");
        assertThat(end.steps()).isEqualTo(20);
        assertThat(end.trainLoss()).isLessThan(end.firstLoss());
        assertThat(events.steps)
                .extracting(WorkerEvents.Stepped::step)
                .startsWith(1, 2, 3)
                .hasSize(20);
        assertThat(events.attended).containsExactly(0, 5, 10, 15, 20);
        assertThat(events.checkpoints).containsExactly(0, 10, 20);
        assertThat(events.samples).hasSize(5);
        assertThat(new RunFolder(folder.resolve("run")).status().state()).isEqualTo(RunStatus.State.FINISHED);
    }

    @Test
    void devicesAreListedWithWhatTheyCanDoAndMeasured() {
        WorkerService.Devices found = ask(WorkerService::devices);
        assertThat(found.devices()).singleElement().satisfies(device -> {
            assertThat(device.id()).isEqualTo("cpu");
            assertThat(device.abilities()).contains("dropout").doesNotContain("bfloat16");
        });
        WorkerService.Score score = ask(w -> w.score(new WorkerService.ScoreRequest("cpu")));
        assertThat(score.millisecondsPerStep()).isPositive();
        assertThat(score.gigaflops()).isNull();
    }

    @Test
    void aDevicesKernelsAreListedAndShown() {
        assertThat(ask(WorkerService::devices).devices().getFirst().kernels()).containsExactly("double", "halve");
        KernelSource source = ask(w -> w.kernel(new WorkerService.KernelRequest("cpu", "halve")));
        assertThat(source).isEqualTo(new KernelSource("halve", "x = halve(x);\n", "Test C", "kernel void halve() {}"));
        assertThatThrownBy(() -> ask(w -> w.kernel(new WorkerService.KernelRequest("cpu", "third"))))
                .hasCauseInstanceOf(BadInputException.class)
                .hasMessageContaining("there are double, halve");
    }

    @Test
    void killedWorkerIsReportedAndItsRunResumes() throws Exception {
        Path run = train(endless(), "run");
        events.checkpoint(20).orTimeout(30, SECONDS).join();
        kill(client.pid());
        assertThat(deaths.poll(10, SECONDS)).contains("killed (signal 9)");
        assertThat(client.isRunning()).isFalse();
        assertThat(new RunFolder(run).status().interrupted()).isTrue();

        Checkpoint kept = new RunFolder(run).latestCheckpoint().orElseThrow();
        String steps = String.valueOf(kept.step() + 5);
        ask(w -> w.resume(new WorkerService.ResumeRequest(run.toString(), null, Map.of("training.steps", steps))));
        WorkerEvents.Finished end = events.finished.orTimeout(30, SECONDS).join();
        assertThat(end.steps()).isEqualTo(kept.step() + 5);
    }

    @Test
    void questionsThatTheWorkerDiesOverFailWithThatSentence() throws Exception {
        String model = openTrained();
        CompletableFuture<WorkerService.Generated> answer =
                client.ask(w -> w.generate(generation(model, "g", 1_000_000)));
        while (events.tokens.isEmpty()) {
            Thread.sleep(5);
        }
        kill(client.pid());
        assertThatThrownBy(() -> answer.orTimeout(10, SECONDS).join())
                .hasCauseInstanceOf(WorkerException.class)
                .hasMessageContaining("killed (signal 9)");
    }

    @Test
    void pauseHoldsTheStepsAndStopSavesThem() throws Exception {
        Path run = train(endless(), "run");
        events.checkpoint(10).orTimeout(30, SECONDS).join();
        assertThat(ask(WorkerService::pause).paused()).isTrue();
        Thread.sleep(200); // the step in progress
        int held = ask(WorkerService::status).step();
        Thread.sleep(200);
        assertThat(ask(WorkerService::status).step()).isEqualTo(held);
        assertThat(ask(WorkerService::unpause).paused()).isFalse();
        ask(WorkerService::stop);
        WorkerEvents.Finished end = events.finished.orTimeout(30, SECONDS).join();
        assertThat(end.state()).isEqualTo("stopped");
        assertThat(new RunFolder(run).latestCheckpoint().orElseThrow().step()).isEqualTo(end.steps());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGSTOP")
    void aWorkerThatTheSystemHaltsGoesOnWhereItWas() throws Exception {
        train(endless(), "run");
        events.checkpoint(10).orTimeout(30, SECONDS).join();
        signal("-STOP", client.pid());
        Thread.sleep(300); // what was on its way
        int held = events.steps.size();
        CompletableFuture<WorkerService.TrainingStatus> asked = client.ask(WorkerService::status);
        Thread.sleep(700);
        assertThat(events.steps).hasSize(held);
        assertThat(asked).isNotDone();
        assertThat(deaths).isEmpty();
        signal("-CONT", client.pid());
        assertThat(asked.orTimeout(10, SECONDS).join().active()).isTrue();
        ask(WorkerService::stop);
        WorkerEvents.Finished end = events.finished.orTimeout(30, SECONDS).join();
        assertThat(end.steps()).isGreaterThan(held);
        assertThat(events.steps)
                .extracting(WorkerEvents.Stepped::step)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(deaths).isEmpty();
    }

    @Test
    void textIsGeneratedWhileTrainingGoesOn() {
        Path run = train(endless(), "run");
        events.checkpoint(10).orTimeout(30, SECONDS).join();
        WorkerService.OpenedModel model = ask(w -> w.open(new WorkerService.OpenRequest(run.toString(), 10, "auto")));
        WorkerService.Generated text = ask(w -> w.generate(generation(model.model(), "g", 5)));
        assertThat(text.tokens()).isEqualTo(5);
        assertThat(ask(WorkerService::status).active()).isTrue();
    }

    @Test
    void failedTrainingIsTold() {
        train(lab.with("data.source", "file:missing.txt"), "run");
        WorkerEvents.Failed failed = events.failed.orTimeout(30, SECONDS).join();
        assertThat(failed.kind()).isEqualTo("BAD_INPUT");
        assertThat(failed.sentence()).contains("missing.txt");
    }

    @Test
    void oneTrainingRunsAtATime() {
        train(endless(), "run");
        assertThatThrownBy(() -> train(lab, "other"))
                .hasCauseInstanceOf(BadInputException.class)
                .hasMessageContaining("stop it before starting another");
    }

    @Test
    void shutdownSavesACheckpointAndIsNoDeath() throws Exception {
        Path run = train(endless(), "run");
        events.checkpoint(10).orTimeout(30, SECONDS).join();
        client.shutdown(20).orTimeout(30, SECONDS).join();
        assertThat(new RunFolder(run).status().state()).isEqualTo(RunStatus.State.STOPPED);
        assertThat(deaths.poll(300, java.util.concurrent.TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void workerEndsAfterACheckpointWhenItsParentIsGone() throws Exception {
        Process worker = new ProcessBuilder(BigramWorker.command())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var connection = Connection.of(WorkerService.class, events, worker.getInputStream(), worker.getOutputStream());
        var unused = connection.startListening();
        Path run = folder.resolve("run");
        connection
                .getRemoteProxy()
                .train(new WorkerService.TrainRequest(LabFile.json(endless()), folder.toString(), run.toString()))
                .orTimeout(30, SECONDS)
                .join();
        events.checkpoint(10).orTimeout(30, SECONDS).join();
        worker.getOutputStream().close();
        assertThat(worker.waitFor(20, SECONDS)).isTrue();
        assertThat(worker.exitValue()).isZero();
        assertThat(new RunFolder(run).status().state()).isEqualTo(RunStatus.State.STOPPED);
    }

    @Test
    void missingProgramIsSaidInWords() {
        try (WorkerClient broken = new WorkerClient(List.of("/no/such/java"), events, deaths::add)) {
            assertThatThrownBy(() -> broken.ask(WorkerService::hello)
                            .orTimeout(10, SECONDS)
                            .join())
                    .hasCauseInstanceOf(WorkerException.class)
                    .hasMessageContaining("could not be started");
        }
    }

    private Lab endless() {
        return lab.with("training.steps", 10_000_000).with("training.evaluateEvery", 1000);
    }

    private Path train(Lab what, String name) {
        Path run = folder.resolve(name);
        ask(w -> w.train(new WorkerService.TrainRequest(LabFile.json(what), folder.toString(), run.toString())));
        return run;
    }

    private String openTrained() {
        Path run = train(lab, "trained");
        events.finished.orTimeout(30, SECONDS).join();
        return ask(w -> w.open(new WorkerService.OpenRequest(run.toString(), null, "auto")))
                .model();
    }

    private static WorkerService.GenerateRequest generation(String model, String id, int tokens) {
        return new WorkerService.GenerateRequest(model, id, "the ", 1, 0, 1, 7, tokens);
    }

    private <T> T ask(java.util.function.Function<WorkerService, CompletableFuture<T>> question) {
        return client.ask(question).orTimeout(30, SECONDS).join();
    }

    private static void kill(@org.jspecify.annotations.Nullable Long pid) throws Exception {
        signal("-9", pid);
    }

    private static void signal(String signal, @org.jspecify.annotations.Nullable Long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", signal, String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
