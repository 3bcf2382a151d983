package glassformer.worker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.export.ModelFolders;
import glassformer.run.RunFolder;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Imports by a worker in a process of its own.
@Timeout(60)
class WorkerImportTest {
    @TempDir
    Path folder = Path.of("");

    private final Recorder events = new Recorder();
    private final WorkerClient client = new WorkerClient(BigramWorker.command(), events, sentence -> {});

    @AfterEach
    void endWorker() {
        client.close();
    }

    private <T> T ask(Function<WorkerService, CompletableFuture<T>> question) {
        return client.ask(question).orTimeout(30, SECONDS).join();
    }

    private WorkerService.ImportOrder order(String source) {
        return new WorkerService.ImportOrder(
                "mine", source, folder.resolve("runs").toString(), null, false);
    }

    @Test
    void aWorkerTellsWhatItWouldDoAndDoesIt() throws IOException {
        Values values = Values.initial(new Schema(GptConfig.SETTINGS))
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", 6);
        int tokens = ModelFolders.tokenizer().vocabSize();
        Path model = ModelFolders.write(folder.resolve("letters"), ModelSpec.of(GptConfig.of(values, tokens)), 1);
        WorkerService.ImportPlanned plan = ask(w -> w.planImport(order(model.toString())));
        assertThat(plan.format()).isEqualTo("huggingface");
        assertThat(plan.taken()).isFalse();
        assertThat(plan.vocabulary()).isEqualTo(tokens);
        assertThat(folder.resolve("runs")).doesNotExist();
        WorkerService.Imported done = ask(w -> w.importModel(order(model.toString())));
        assertThat(done.cancelled()).isFalse();
        assertThat(done.target()).isEqualTo(plan.target());
        assertThat(new RunFolder(Path.of(done.target())).resultStep()).isZero();
        assertThat(events.importing)
                .isNotEmpty()
                .allMatch(event -> event.id().equals("mine"))
                .last()
                .satisfies(event -> assertThat(event.fraction()).isEqualTo(1));
        assertThat(ask(w -> w.planImport(order(model.toString()))).taken()).isTrue();
    }

    @Test
    void whatCannotBeImportedIsSaidInOneSentence() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "no model");
        assertThatThrownBy(() ->
                        ask(w -> w.importModel(order(folder.resolve("notes.txt").toString()))))
                .hasCauseInstanceOf(BadInputException.class)
                .hasMessageContaining("cannot be imported");
    }
}
