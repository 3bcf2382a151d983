package glassformer.engine.kernels;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Runs programs as plain Java.
///
/// @param threads how many share each kernel's outer loop
public record JavaExecutor(int threads) implements Executor {
    /// Handing a smaller loop to others takes longer than doing it.
    private static final int LEAST = 16;

    @Override
    public Execution prepare(Program program) {
        List<List<Call>> parts = program.calls().stream().map(this::parts).toList();
        return new Running(parts, threads == 1 ? null : new ForkJoinPool(threads));
    }

    private List<Call> parts(Call call) {
        int span = call.span();
        if (threads == 1 || span < LEAST) {
            return List.of(call);
        }
        return IntStream.range(0, threads)
                .mapToObj(i -> call.part((int) ((long) span * i / threads), (int) ((long) span * (i + 1) / threads)))
                .toList();
    }

    private record Running(List<List<Call>> parts, @Nullable ForkJoinPool pool) implements Execution {
        @Override
        public void run() {
            for (List<Call> same : parts) {
                if (pool == null || same.size() == 1) {
                    same.forEach(Call::run);
                } else {
                    pool.submit(() -> same.parallelStream().forEach(Call::run)).join();
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
