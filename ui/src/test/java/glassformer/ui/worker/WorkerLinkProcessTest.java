package glassformer.ui.worker;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.RunFolder;
import glassformer.run.TinyLab;
import glassformer.worker.WorkerEvents.AtStep;
import glassformer.worker.WorkerEvents.Finished;
import java.nio.file.Path;
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
            link.resume(run, Map.of("training.steps", Integer.toString(last + 3)));
            until(() -> !end[0].isEmpty());
            assertThat(end[0]).isEqualTo("finished");
        }
    }

    private void until(java.util.function.BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            Runnable task = pulse.poll(20, TimeUnit.SECONDS);
            assertThat(task).as("something within 20 seconds").isNotNull();
            if (task != null) task.run();
        }
    }
}
