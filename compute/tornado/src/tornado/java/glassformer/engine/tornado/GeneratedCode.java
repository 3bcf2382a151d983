package glassformer.engine.tornado;

import glassformer.engine.kernels.Call;
import glassformer.engine.kernels.Kernel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;

/// What TornadoVM makes of single kernels, in its words for a device's own compiler: it prints that on request.
final class GeneratedCode {
    private static final AtomicLong GRAPHS = new AtomicLong();

    private GeneratedCode() {}

    /// Compiles a kernel and runs it over nothing. Neither sizes nor places are part of the code, so that it is the one
    /// which models use.
    static String of(Kernel kernel, TornadoDevice device) {
        Call call = kernel.empty();
        String name = "k" + GRAPHS.incrementAndGet();
        GridScheduler grids = new GridScheduler();
        grids.addWorkerGrid(name + ".t", new TornadoExecutor(device).grid(1));
        TaskGraph graph = new TaskGraph(name);
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays(call));
        TornadoExecutor.add(graph, "t", call);
        graph.transferToHost(DataTransferMode.UNDER_DEMAND, call.f(0));
        try (TornadoExecutionPlan plan = new TornadoExecutionPlan(graph.snapshot())) {
            return Printed.during(() -> plan.withDevice(device)
                            .withGridScheduler(grids)
                            .withPrintKernel()
                            .execute())
                    .strip();
        } catch (TornadoExecutionPlanException e) {
            throw new IllegalStateException("the device did not give its memory back", e);
        }
    }

    private static Object[] arrays(Call call) {
        Stream<Object> given = Stream.concat(
                call.floats().stream().map(floats -> (Object) floats.array()),
                call.ints().stream().map(ints -> (Object) ints.array()));
        Stream<Object> own = call.factors().length == 0
                ? Stream.of((Object) call.places())
                : Stream.of((Object) call.places(), call.factors());
        return Stream.concat(given, own).toArray();
    }
}
