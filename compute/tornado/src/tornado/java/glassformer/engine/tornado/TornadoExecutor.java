package glassformer.engine.tornado;

import glassformer.engine.DeviceMemoryException;
import glassformer.engine.kernels.Call;
import glassformer.engine.kernels.Elements;
import glassformer.engine.kernels.Execution;
import glassformer.engine.kernels.Executor;
import glassformer.engine.kernels.Floats;
import glassformer.engine.kernels.Ints;
import glassformer.engine.kernels.Products;
import glassformer.engine.kernels.Program;
import glassformer.engine.kernels.Softmaxes;
import glassformer.engine.kernels.Transfer;
import glassformer.engine.kernels.Updates;
import glassformer.engine.kernels.Vectors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

/// Makes one task graph of each program: every kernel is compiled for the device at its first run, with its sizes as
/// constants.
final class TornadoExecutor implements Executor {
    private final TornadoDevice device;
    private final AtomicLong graphs = new AtomicLong();

    TornadoExecutor(TornadoDevice device) {
        this.device = device;
    }

    @Override
    public Execution prepare(Program program) {
        return new Running(graph(program).snapshot(), device);
    }

    private TaskGraph graph(Program program) {
        TaskGraph graph = WideGraph.named("p" + graphs.incrementAndGet(), program.calls().size());
        List<Object> once = new ArrayList<>();
        List<Object> each = new ArrayList<>();
        for (Floats floats : program.floats()) {
            switch (floats.transfer()) {
                case ONCE -> once.add(floats.array());
                case EACH -> each.add(floats.array());
                case NEVER -> {}
            }
        }
        for (Ints ints : program.ints()) {
            switch (ints.transfer()) {
                case ONCE -> once.add(ints.array());
                case EACH -> each.add(ints.array());
                case NEVER -> {}
            }
        }
        if (!once.isEmpty()) {
            graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, once.toArray());
        }
        if (!each.isEmpty()) {
            graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, each.toArray());
        }
        int number = 0;
        for (Call call : program.calls()) {
            add(graph, "t" + number++, call);
        }
        graph.transferToHost(DataTransferMode.EVERY_EXECUTION, program.result().array());
        // What only the device needs has to be named, too; nobody demands it.
        Set<Floats> demanded = new LinkedHashSet<>(program.kept());
        program.floats().stream()
                .filter(floats -> floats.transfer() == Transfer.NEVER)
                .forEach(demanded::add);
        demanded.remove(program.result());
        if (!demanded.isEmpty()) {
            graph.transferToHost(
                    DataTransferMode.UNDER_DEMAND,
                    demanded.stream().map(Floats::array).toArray());
        }
        return graph;
    }

    private static void add(TaskGraph graph, String id, Call c) {
        switch (c.kernel()) {
            case PRODUCT -> graph.task(id, Products::multiplied, c.f(0), c.f(1), c.f(2), c.f(3), c.places());
            case TRANSPOSE -> graph.task(id, Products::transposed, c.f(0), c.f(1), c.places());
            case COLUMN_SUMS -> graph.task(id, Products::columnSums, c.f(0), c.f(1), c.places());
            case GATHER -> graph.task(id, Tables::gathered, c.f(0), c.f(1), c.n(0), c.places());
            case SCATTER -> graph.task(id, Tables::scattered, c.f(0), c.f(1), c.n(0), c.places());
            case NORM -> graph.task(id, Norms::normed, c.f(0), c.f(1), c.places(), c.factors());
            case NORM_BACK -> graph.task(id, Norms::normedBack, c.f(0), c.f(1), c.f(2), c.places());
            case NORM_WEIGHTS_BACK -> graph.task(id, Norms::normedWeightsBack, c.f(0), c.f(1), c.f(2), c.places());
            case TURN -> graph.task(id, Vectors::turned, c.f(0), c.f(1), c.f(2), c.n(0), c.places());
            case POOL -> graph.task(id, Vectors::pooled, c.f(0), c.n(0), c.places());
            case POOL_BACK -> graph.task(id, Vectors::pooledBack, c.f(0), c.n(0), c.places());
            case STORE -> graph.task(id, Tables::stored, c.f(0), c.f(1), c.n(0), c.places());
            case SCALE -> graph.task(id, Elements::scaled, c.f(0), c.f(1), c.places(), c.factors());
            case ADD -> graph.task(id, Elements::added, c.f(0), c.f(1), c.f(2), c.places());
            case DROP -> graph.task(id, Elements::dropped, c.f(0), c.f(1), c.n(0), c.places(), c.factors());
            case ACTIVATE -> graph.task(id, Elements::activated, c.f(0), c.f(1), c.places());
            case ACTIVATE_BACK -> graph.task(id, Elements::activatedBack, c.f(0), c.f(1), c.f(2), c.places());
            case GATE -> graph.task(id, Elements::gated, c.f(0), c.f(1), c.f(2), c.places());
            case GATE_BACK -> graph.task(id, Elements::gatedBack, c.f(0), c.f(1), c.places());
            case ATTEND -> graph.task(id, Softmaxes::attended, c.f(0), c.f(1), c.n(0), c.places(), c.factors());
            case ATTEND_BACK -> graph.task(id, Softmaxes::attendedBack, c.f(0), c.f(1), c.places(), c.factors());
            case CROSS_ENTROPY -> graph.task(id, Softmaxes::crossEntropies, c.f(0), c.f(1), c.f(2), c.n(0), c.places());
            case SQUARED_ERROR -> graph.task(id, Softmaxes::squaredErrors, c.f(0), c.f(1), c.f(2), c.places());
            case TOTAL -> graph.task(id, Softmaxes::totals, c.f(0), c.f(1), c.places());
            case CLEAR -> graph.task(id, Updates::cleared, c.f(0), c.n(0), c.places());
            case MEASURE -> graph.task(id, Updates::measured, c.f(0), c.f(1), c.f(2), c.n(0), c.places());
            case CHANGE -> graph.task(id, Updates::changed, c.f(0), c.f(1), c.f(2), c.f(3), c.f(4), c.n(0), c.f(5), c.f(6), c.n(1), c.places());
        }
    }

    private static final class Running implements Execution {
        private final ImmutableTaskGraph graph;
        private final TornadoDevice device;
        private TornadoExecutionPlan plan;
        private @Nullable TornadoExecutionResult last;

        Running(ImmutableTaskGraph graph, TornadoDevice device) {
            this.graph = graph;
            this.device = device;
            this.plan = plan();
        }

        private TornadoExecutionPlan plan() {
            TornadoExecutionPlan made = new TornadoExecutionPlan(graph);
            made.withDevice(device);
            return made;
        }

        @Override
        public void run() {
            try {
                last = plan.execute();
            } catch (TornadoOutOfMemoryException e) {
                throw new DeviceMemoryException(
                        "The device " + device.getDeviceName().strip() + " has too little memory for this: take a smaller"
                                + " model, batch or context length.",
                        e);
            }
        }

        @Override
        public void fetch(List<Floats> arrays) {
            if (last != null) {
                last.transferToHost(arrays.stream().map(Floats::array).toArray());
            }
        }

        /// What goes to the device once goes there again with another plan of the same graph.
        @Override
        public void renew() {
            close();
            plan = plan();
            last = null;
        }

        @Override
        public void close() {
            try {
                plan.close();
            } catch (TornadoExecutionPlanException e) {
                throw new IllegalStateException("the device did not give its memory back", e);
            }
        }
    }
}
