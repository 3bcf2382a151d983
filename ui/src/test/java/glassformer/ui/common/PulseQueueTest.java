package glassformer.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class PulseQueueTest {
    @Test
    void eventsBetweenTwoPulsesComeAsOneBatchInOrder() {
        var pulses = new ArrayList<Runnable>();
        var batches = new ArrayList<List<Integer>>();
        var queue = new PulseQueue<Integer>(pulses::add, batches::add);
        queue.add(1);
        queue.add(2);
        queue.add(3);
        assertThat(pulses).hasSize(1);
        pulses.removeFirst().run();
        queue.add(4);
        pulses.removeFirst().run();
        assertThat(batches).containsExactly(List.of(1, 2, 3), List.of(4));
    }

    @Test
    void noEventIsLostBetweenThreads() throws InterruptedException {
        var pulses = new ConcurrentLinkedQueue<Runnable>();
        var received = new ArrayList<Integer>();
        var queue = new PulseQueue<Integer>(pulses::add, received::addAll);
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 1000; i++) queue.add(i);
            }));
        }
        while (threads.stream().anyMatch(Thread::isAlive) || !pulses.isEmpty()) {
            Runnable pulse = pulses.poll();
            if (pulse != null) pulse.run();
        }
        assertThat(received).hasSize(4000);
    }
}
