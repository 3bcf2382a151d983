package glassformer.ui.worker;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.ui.shell.WorkerState;
import glassformer.ui.worker.ActiveTraining.Stage;
import glassformer.worker.WorkerEvents.Evaluated;
import glassformer.worker.WorkerEvents.Finished;
import glassformer.worker.WorkerEvents.Stepped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerLinkTest {
    private static final Path RUN = Path.of("runs", "one");

    private final FakeWorker worker = new FakeWorker();
    private final List<Runnable> pulse = new ArrayList<>();
    private final WorkerLink link = worker.link(pulse::add);

    private void nextPulse() {
        List<Runnable> due = List.copyOf(pulse);
        pulse.clear();
        due.forEach(Runnable::run);
    }

    private static Stepped step(int step) {
        return new Stepped(RUN.toString(), step, 2.0, 1e-3, 1.0, 100.0, step);
    }

    @Test
    void nothingIsAskedBeforeThePersonDoesSomething() {
        assertThat(worker.asked()).isEmpty();
        assertThat(link.stateProperty().get()).isEqualTo(WorkerState.STOPPED);
    }

    @Test
    void eventsAndAnswersArriveInOrderAtThePulse() {
        var heard = new ArrayList<String>();
        link.addListener(new WorkerListener() {
            @Override
            public void stepped(Stepped event) {
                heard.add("step " + event.step());
            }

            @Override
            public void caughtUp() {
                heard.add("caught up");
            }
        });
        worker.tell().stepped(step(1));
        var unused =
                link.loadDevices().thenAccept(found -> heard.add(found.devices().size() + " device"));
        worker.tell().stepped(step(2));
        assertThat(heard).isEmpty();
        nextPulse();
        assertThat(heard).containsExactly("step 1", "1 device", "step 2", "caught up");
    }

    @Test
    void devicesAreAskedForOnce() {
        link.loadDevices();
        nextPulse();
        link.loadDevices();
        nextPulse();
        assertThat(worker.asked()).containsExactly("devices");
        assertThat(link.devicesProperty().get()).isNotNull();
    }

    @Test
    void aTrainingGoesThroughItsStages() {
        var stages = new ArrayList<String>();
        link.trainingProperty()
                .subscribe(now -> stages.add(now == null ? "none" : now.stage().toString()));
        link.train(Lab.initial("one"), Path.of("labs"), RUN);
        worker.tell().evaluated(new Evaluated(RUN.toString(), 0, 3.0, 0));
        nextPulse();
        link.pause();
        nextPulse();
        worker.tell().stepped(step(1));
        nextPulse();
        link.unpause();
        nextPulse();
        link.stop();
        nextPulse();
        worker.tell().finished(new Finished(RUN.toString(), "stopped", 1, 3.0, 2.0, 2.0, 1.0, 10, 1, ""));
        nextPulse();
        assertThat(stages).containsExactly("none", "PREPARING", "RUNNING", "PAUSED", "RUNNING", "STOPPING", "none");
        assertThat(link.stateProperty().get()).isEqualTo(WorkerState.READY);
    }

    @Test
    void aRefusedTrainingLeavesNoneActive() {
        worker.refuse(new BadInputException("model.heads is 3, but must divide model.dim."));
        var said = new ArrayList<String>();
        var unused = link.train(Lab.initial("one"), Path.of("labs"), RUN).whenComplete((accepted, problem) -> {
            if (problem != null) said.add(WorkerLink.sentence(problem));
        });
        nextPulse();
        assertThat(said).containsExactly("model.heads is 3, but must divide model.dim.");
        assertThat(link.trainingProperty().get()).isNull();
    }

    @Test
    void aDeathEndsTheTrainingAndIsTold() {
        var told = new ArrayList<String>();
        link.addListener(new WorkerListener() {
            @Override
            public void died(String sentence) {
                told.add(sentence);
            }
        });
        link.train(Lab.initial("one"), Path.of("labs"), RUN);
        nextPulse();
        worker.die("The compute process was killed (signal 9).");
        nextPulse();
        assertThat(told).containsExactly("The compute process was killed (signal 9).");
        assertThat(link.stateProperty().get()).isEqualTo(WorkerState.FAILED);
        assertThat(link.trainingProperty().get()).isNull();
        assertThat(link.deathProperty().get()).isEqualTo("The compute process was killed (signal 9).");
    }

    @Test
    void theNextQuestionAfterADeathStartsAnotherWorker() {
        link.loadDevices();
        nextPulse();
        worker.die("It ended.");
        nextPulse();
        link.resume(RUN, null, Map.of());
        assertThat(link.stateProperty().get()).isEqualTo(WorkerState.STARTING);
        nextPulse();
        assertThat(link.deathProperty().get()).isNull();
        assertThat(link.trainingProperty().get()).isEqualTo(new ActiveTraining(RUN, Stage.PREPARING));
    }

    @Test
    void aModelIsLoadedOnceAndAnotherTakesItsPlace() {
        var models = new OpenModel(link);
        models.use(RUN, 100);
        nextPulse();
        models.use(RUN, 100);
        models.use(RUN, 200);
        nextPulse();
        assertThat(worker.asked())
                .map(request -> request.getClass().getSimpleName())
                .containsExactly("OpenRequest", "ModelRequest", "OpenRequest");
    }

    @Test
    void aDeathForgetsTheLoadedModel() {
        var models = new OpenModel(link);
        models.use(RUN, 100);
        nextPulse();
        worker.die("It ended.");
        nextPulse();
        models.use(RUN, 100);
        assertThat(worker.asked()).hasSize(2);
    }
}
