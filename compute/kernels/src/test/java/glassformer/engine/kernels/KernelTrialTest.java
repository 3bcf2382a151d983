package glassformer.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.Throughput;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class KernelTrialTest {
    /// Computes each program once as plain Java and from then on takes the time that it is told.
    private record Slow(long nanoseconds) implements Executor {
        @Override
        public Execution prepare(Program program) {
            Execution plain = new JavaExecutor(2).prepare(program);
            return new Execution() {
                private boolean computed;

                @Override
                public void run() {
                    if (!computed) {
                        plain.run();
                        computed = true;
                        float expected = program.calls().getFirst().kernel() == Kernel.PRODUCT ? KernelTrial.SIZE : 2;
                        assertThat(program.result().array()).containsExactly(expected);
                    }
                    long end = System.nanoTime() + nanoseconds;
                    while (System.nanoTime() < end) {
                        LockSupport.parkNanos(end - System.nanoTime());
                    }
                }

                @Override
                public void fetch(List<Floats> arrays) {}

                @Override
                public void renew() {}

                @Override
                public void close() {
                    plain.close();
                }
            };
        }
    }

    @Test
    void figuresFollowFromTheTimeThatAProgramTakes() {
        Throughput throughput = KernelTrial.on(new Slow(50_000_000));
        double operations = KernelTrial.CALLS * 2.0 * Math.pow(KernelTrial.SIZE, 3);
        double bytes = KernelTrial.CALLS * 12.0 * KernelTrial.FLOATS;
        // A busy machine wakes late, never early.
        assertThat(throughput.gigaflops() / (operations / 0.05 / 1e9)).isBetween(0.55, 1.001);
        assertThat(throughput.gigabytesPerSecond() / (bytes / 0.05 / 1e9)).isBetween(0.55, 1.001);
    }
}
