package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaceTest {
    @TempDir
    Path folder = Path.of("");

    private final Engines engines = BigramEngine.engines();
    private final List<String> begun = new ArrayList<>();

    @Test
    void aGridIsEveryCombinationInOrder() {
        assertThat(RaceEntry.grid(List.of("training.optimizer.kind=adamw, sgd", "training.seed=1,2")))
                .extracting(RaceEntry::name)
                .containsExactly("kind=adamw, seed=1", "kind=adamw, seed=2", "kind=sgd, seed=1", "kind=sgd, seed=2");
        assertThat(RaceEntry.of("training.optimizer.kind=lion,training.seed=3").changes())
                .isEqualTo(Map.of("training.optimizer.kind", "lion", "training.seed", "3"));
    }

    @Test
    void whatIsNoSettingOrComesTwiceIsRefused() {
        assertThatThrownBy(() -> RaceEntry.grid(List.of("adamw,sgd")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"adamw,sgd\" is no setting with values");
        assertThatThrownBy(() -> RaceEntry.grid(List.of("a=1", "a=2")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("varied twice");
    }

    @Test
    void anEntryThatCannotRunIsNamedBeforeAnythingIsWritten() throws IOException {
        Lab lab = TinyLab.in(folder);
        assertThatThrownBy(() ->
                        Race.create(folder.resolve("race"), lab, folder, RaceEntry.grid(List.of("model.heads=2,3"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("The entry heads=3 cannot run: model.heads is 3");
        assertThat(folder.resolve("race")).doesNotExist();
    }

    @Test
    void eachEntryIsARunThatDiffersInItsSettingOnlyAndTheBestOneWins() throws IOException {
        Race race = race("training.optimizer.learningRate=0.05,0.00001");
        List<RaceResult> results = race.run(Runs.here(engines), new TrainingControl(), listener(null));
        assertThat(results).allMatch(RaceResult::finished);
        assertThat(RaceResult.winner(results).orElseThrow().entry().name()).isEqualTo("learningRate=0.05");
        Lab first = new RunFolder(results.getFirst().run()).lab();
        Lab second = new RunFolder(results.getLast().run()).lab();
        assertThat(second.withText("training.optimizer.learningRate", "0.05")).isEqualTo(first);
        assertThat(results.getFirst().figures().validationLoss())
                .isEqualTo(new RunFolder(results.getFirst().run())
                        .metrics().stream()
                                .filter(metric -> metric.split().equals(Metric.VALIDATION))
                                .reduce((a, b) -> b)
                                .orElseThrow()
                                .loss());
    }

    @Test
    void anEntryThatFailsSaysWhyAndTheOthersGoOn() throws IOException {
        Race race = race("training.optimizer.weightDecay=0,10", "training.schedule.kind=constant");
        Race wild = new Race(
                race.root(),
                race.lab().withText("training.optimizer.learningRate", "10"),
                race.labFolder(),
                race.entries());
        List<RaceResult> results = wild.run(Runs.here(engines), new TrainingControl(), listener(null));
        assertThat(begun).hasSize(2);
        assertThat(results.getLast().state()).isEqualTo(RunStatus.State.FAILED);
        assertThat(results.getLast().message()).startsWith("Training stopped at step");
    }

    @Test
    void anInterruptedRaceGoesOnWhereItWas() throws IOException {
        race("training.optimizer.learningRate=0.05,0.02,0.01");
        TrainingControl control = new TrainingControl();
        List<RaceResult> before = Race.open(folder.resolve("race")).run(Runs.here(engines), control, listener(control));
        assertThat(before)
                .extracting(RaceResult::state)
                .containsExactly(RunStatus.State.FINISHED, RunStatus.State.STOPPED, null);
        begun.clear();
        List<RaceResult> after =
                Race.open(folder.resolve("race")).run(Runs.here(engines), new TrainingControl(), listener(null));
        assertThat(after)
                .allMatch(RaceResult::finished)
                .allMatch(result -> result.figures().step() == 20);
        assertThat(begun).containsExactly("learningRate=0.02", "learningRate=0.01");
    }

    @Test
    void theTableHoldsALineAnEntry() throws IOException {
        Race race = race("training.optimizer.learningRate=0.05,0.02");
        race.run(Runs.here(engines), new TrainingControl(), listener(null));
        List<String> lines = Files.readAllLines(folder.resolve("race/race.csv"));
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith("run,training.optimizer.learningRate,state,step,trainLoss");
        assertThat(lines.get(1)).startsWith("entry-1,0.05,finished,20,");
    }

    @Test
    void aRunThatWasKilledBeforeItsFirstCheckpointBeginsAgain() throws IOException {
        Race race = race("training.optimizer.learningRate=0.05,0.02");
        TrainingRun.start(
                race.entries().getFirst().applyTo(race.lab()),
                folder,
                race.run(1),
                engines,
                RunListener.SILENT,
                new TrainingControl());
        RunFolder torn = new RunFolder(race.run(1));
        String status = Files.readString(torn.statusFile());
        Files.writeString(torn.statusFile(), status.replaceAll("\"FINISHED\"", "\"RUNNING\""));
        Disk.deleteTree(torn.checkpointsFolder());
        assertThat(race.turn(1).orElseThrow().resumes()).isFalse();
        assertThat(race.run(1)).doesNotExist();
        assertThat(race.run(Runs.here(engines), new TrainingControl(), listener(null)))
                .allMatch(RaceResult::finished);
    }

    private Race race(String... grid) throws IOException {
        return Race.create(folder.resolve("race"), TinyLab.in(folder), folder, RaceEntry.grid(List.of(grid)));
    }

    /// @param stopped stopped in the second run; null for none
    private Race.Listener listener(@org.jspecify.annotations.Nullable TrainingControl stopped) {
        return new Race.Listener() {
            @Override
            public RunListener begins(int number, RaceEntry entry, Lab lab) {
                begun.add(entry.name());
                return new RunListener() {
                    @Override
                    public void phase(String sentence, double progress) {}

                    @Override
                    public void event(TrainingEvent event) {
                        if (stopped != null && begun.size() == 2 && event.step() == 7) {
                            stopped.stop();
                        }
                    }
                };
            }

            @Override
            public void ended(RaceResult result) {
                assertThat(Files.isDirectory(result.run())).isTrue();
            }
        };
    }
}
