package glassformer.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private final List<String> heard = new ArrayList<>();
    private final List<Runnable> work = new ArrayList<>();

    @Test
    void theResultArrives() {
        new Background(Runnable::run, Runnable::run).run(() -> "done", heard::add, failure -> heard.add("failed"));
        assertThat(heard).containsExactly("done");
    }

    @Test
    void aFailureArrivesInPlaceOfAResult() {
        var background = new Background(Runnable::run, Runnable::run);
        background.<String>run(
                () -> {
                    throw new IllegalStateException("no disk");
                },
                heard::add,
                failure -> heard.add(String.valueOf(failure.getMessage())));
        assertThat(heard).containsExactly("no disk");
    }

    @Test
    void theResultOfStaleWorkIsDropped() {
        var slot = new Background(work::add, Runnable::run).slot();
        slot.run(() -> "old", heard::add, failure -> heard.add("failed"));
        slot.run(() -> "new", heard::add, failure -> heard.add("failed"));
        work.reversed().forEach(Runnable::run);
        assertThat(heard).containsExactly("new");
        assertThat(slot.busyProperty().get()).isFalse();
    }

    @Test
    void aCancelledSlotIsIdleAndSilent() {
        var slot = new Background(work::add, Runnable::run).slot();
        slot.run(() -> "old", heard::add, failure -> heard.add("failed"));
        assertThat(slot.busyProperty().get()).isTrue();
        slot.cancel();
        work.forEach(Runnable::run);
        assertThat(heard).isEmpty();
        assertThat(slot.busyProperty().get()).isFalse();
    }

    @Test
    void supersededWorkIsInterrupted() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var slot = new Background(task -> Thread.ofVirtual().start(task), Runnable::run).slot();
        slot.<String>run(
                () -> {
                    begun.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return "late";
                },
                result -> {},
                failure -> {});
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        slot.cancel();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
