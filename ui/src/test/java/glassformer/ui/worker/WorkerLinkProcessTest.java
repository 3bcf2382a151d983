package glassformer.ui.worker;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.RunFolder;
import glassformer.run.TinyLab;
import glassformer.worker.WorkerEvents.AtStep;
import glassformer.worker.WorkerEvents.Finished;
import glassformer.worker.WorkerService.AttentionReply;
import glassformer.worker.WorkerService.GenerateRequest;
import glassformer.worker.WorkerService.Generated;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The link with a worker process of its own.
class WorkerLinkProcessTest {
    private final LinkedBlockingQueue<Runnable> pulse = new LinkedBlockingQueue<>();

    @Test
    @Timeout(60)
    void aKilledWorkersRunGoesOnInAnotherWorker(@TempDir Path folder) throws Exception {
        Path run = folder.resolve("run");
        String[] death = {""};
        String[] end = {""};
        int[] checkpoints = {0};
        try (var link = new WorkerLink(WorkerConnection.process(BigramWorker.command()), pulse::add)) {
            link.addListener(new WorkerListener() {
                @Override
                public void checkpointed(AtStep event) {
                    checkpoints[0]++;
                }

                @Override
                public void finished(Finished event) {
                    end[0] = event.state();
                }

                @Override
                public void died(String sentence) {
                    death[0] = sentence;
                }
            });
            link.train(TinyLab.in(folder).with("training.steps", 1_000_000), folder, run);
            until(() -> checkpoints[0] > 1);
            ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
            until(() -> !death[0].isEmpty());
            assertThat(death[0]).contains("killed (signal 9)");
            assertThat(new RunFolder(run).status().interrupted()).isTrue();

            int last = new RunFolder(run).latestCheckpoint().orElseThrow().step();
            link.resume(run, null, Map.of("training.steps", Integer.toString(last + 3)));
            until(() -> !end[0].isEmpty());
            assertThat(end[0]).isEqualTo("finished");
        }
    }

    @Test
    @Timeout(60)
    void aTrainedModelAnswersWithAttentionAndText(@TempDir Path folder) throws Exception {
        Path run = new Bench(folder).trained();
        var tokens = new ArrayList<String>();
        var answered = new ArrayList<Object>();
        try (var link = new WorkerLink(WorkerConnection.process(BigramWorker.command()), pulse::add)) {
            link.addListener(new WorkerListener() {
                @Override
                public void token(Token event) {
                    tokens.add(event.text());
                }
            });
            var model = new OpenModel(link);
            var unused = model.use(run, 20)
                    .thenCompose(opened -> link.attention(opened.model(), "the cat sat"))
                    .thenAccept(answered::add)
                    .thenCompose(done -> model.use(run, 20))
                    .thenCompose(opened ->
                            link.generate(new GenerateRequest(opened.model(), "one", "the ", 0.8, 40, 1, 1, 12)))
                    .thenAccept(answered::add);
            until(() -> answered.size() == 2);
        }
        var attention = (AttentionReply) answered.get(0);
        assertThat(attention.cut()).isTrue();
        assertThat(attention.groups().getFirst().rows()).hasSize(8);
        assertThat(tokens).hasSize(12);
        assertThat(((Generated) answered.get(1)).text()).isEqualTo(String.join("", tokens));
    }

    private void until(java.util.function.BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            Runnable task = pulse.poll(20, TimeUnit.SECONDS);
            assertThat(task).as("something within 20 seconds").isNotNull();
            if (task != null) task.run();
        }
    }
}
