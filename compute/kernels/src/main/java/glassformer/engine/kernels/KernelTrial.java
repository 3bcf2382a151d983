package glassformer.engine.kernels;

import glassformer.engine.Throughput;
import glassformer.engine.TimedTurns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Times a matrix product and a sum of large arrays, several in one program, so that starting one hardly counts.
public final class KernelTrial {
    static final int SIZE = 1024;
    static final int FLOATS = 16 << 20;
    /// Calls in a program.
    static final int CALLS = 4;

    private KernelTrial() {}

    public static Throughput on(Executor executor) {
        return new Throughput(
                CALLS * 2.0 * SIZE * SIZE * SIZE / seconds(executor, products()) / 1e9,
                CALLS * 3.0 * FLOATS * Float.BYTES / seconds(executor, sums()) / 1e9);
    }

    private static Program products() {
        Floats a = ones("a", SIZE * SIZE);
        Floats b = ones("b", SIZE * SIZE);
        Floats c = new Floats("c", Transfer.NEVER, SIZE * SIZE);
        Side left = Side.of(a, 0, SIZE);
        Side right = Side.of(b, 0, SIZE);
        Side result = Side.of(c, 0, SIZE);
        return program(Products.product(left, right, result, a, 1, SIZE, SIZE, SIZE, 1, -1, 0), c);
    }

    /// Two arrays are read, one is written.
    private static Program sums() {
        Floats a = ones("a", FLOATS);
        Floats b = ones("b", FLOATS);
        Floats c = new Floats("c", Transfer.NEVER, FLOATS);
        return program(Elements.add(a, b, c, 0, 0, 0, FLOATS), c);
    }

    private static Floats ones(String name, int size) {
        Floats floats = new Floats(name, Transfer.ONCE, size);
        Arrays.fill(floats.array(), 1);
        return floats;
    }

    /// Of the result one value comes to the host, for which the device has to be done.
    private static Program program(Call call, Floats result) {
        Floats last = new Floats("last", Transfer.NEVER, 1);
        List<Call> calls = new ArrayList<>(Collections.nCopies(CALLS, call));
        calls.add(Softmaxes.total(result, last, 0, 0, 1, 1));
        return new Program(calls, List.of(), last);
    }

    private static double seconds(Executor executor, Program program) {
        try (Execution execution = executor.prepare(program)) {
            execution.run();
            return TimedTurns.seconds(repeats -> timed(execution, repeats));
        }
    }

    private static double timed(Execution execution, int repeats) {
        long began = System.nanoTime();
        for (int i = 0; i < repeats; i++) {
            execution.run();
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
