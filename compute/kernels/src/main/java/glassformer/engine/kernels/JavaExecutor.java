package glassformer.engine.kernels;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/// Runs programs as plain Java.
///
/// @param threads how many share each kernel's outer loop
public record JavaExecutor(int threads) implements Executor {
    /// Handing a smaller loop to others takes longer than doing it.
    private static final int LEAST = 16;

    @Override
    public Execution prepare(Program program) {
        return new Running(program, threads, threads == 1 ? null : new ForkJoinPool(threads));
    }

    private record Running(
            Program program,
            int threads,
            @org.jspecify.annotations.Nullable ForkJoinPool pool) implements Execution {
        @Override
        public void run() {
            for (Call call : program.calls()) {
                int span = call.span();
                if (pool == null || span < LEAST) {
                    call.run(0, span);
                } else {
                    pool.submit(() -> IntStream.range(0, threads)
                                    .parallel()
                                    .forEach(i -> call.run((int) ((long) span * i / threads), (int)
                                            ((long) span * (i + 1) / threads))))
                            .join();
                }
            }
        }

        @Override
        public void fetch(List<Floats> arrays) {}

        @Override
        public void renew() {}

        @Override
        public void close() {
            if (pool != null) {
                pool.close();
            }
        }
    }
}
