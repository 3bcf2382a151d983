package glassformer.engine.tornado;

import glassformer.engine.DeviceMemoryException;
import glassformer.engine.kernels.Call;
import glassformer.engine.kernels.Elements;
import glassformer.engine.kernels.Execution;
import glassformer.engine.kernels.Executor;
import glassformer.engine.kernels.Floats;
import glassformer.engine.kernels.Norms;
import glassformer.engine.kernels.Products;
import glassformer.engine.kernels.Program;
import glassformer.engine.kernels.Softmaxes;
import glassformer.engine.kernels.Tables;
import glassformer.engine.kernels.Transfer;
import glassformer.engine.kernels.Updates;
import glassformer.engine.kernels.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

/// Makes one execution plan of each program. Every kernel reads its sizes and places from arrays, so its source is the
/// same in all layers and the device's driver compiles it once; how many threads run it is told by a grid of its own.
///
/// TornadoVM 5.2 holds no more than 8 KiB of notes and 1024 nodes for a task graph, so a plan has one graph for each
/// hundred calls or so, which hand on what stays on the device from one to the next, and before them one that loads
/// the weights. That one runs only when the host has newer ones.
final class TornadoExecutor implements Executor {
    private static final int MOST_CALLS = 96;
    /// Threads of a work group on a GPU, a few times what such devices run in step.
    private static final int GROUP = 128;
    /// Enough to keep any GPU busy; each thread takes every so-manieth pass.
    private static final int MOST_THREADS = 1 << 18;

    private final TornadoDevice device;
    private final AtomicLong plans = new AtomicLong();

    TornadoExecutor(TornadoDevice device) {
        this.device = device;
    }

    @Override
    public Execution prepare(Program program) {
        String name = "p" + plans.incrementAndGet() + "g";
        GridScheduler grids = new GridScheduler();
        List<Floats> lasting = program.floats().stream()
                .filter(floats -> floats.transfer() != Transfer.EACH)
                .toList();
        List<ImmutableTaskGraph> graphs = new ArrayList<>();
        graphs.add(loading(name + 0, lasting, grids));
        for (int from = 0; from < program.calls().size(); from += MOST_CALLS) {
            int to = Math.min(from + MOST_CALLS, program.calls().size());
            graphs.add(graph(name + graphs.size(), program.calls().subList(from, to), arrays(lasting), grids));
        }
        return new Running(graphs, grids, device, program.result());
    }

    /// A processor's thread takes one block of the passes, each of a GPU's some that are far apart.
    WorkerGrid grid(int span) {
        boolean processor = device.getDeviceType() == TornadoDeviceType.CPU;
        int group = processor ? 1 : GROUP;
        int threads = processor
                ? device.getPhysicalDevice().getDeviceMaxComputeUnits()
                : Math.min(MOST_THREADS, Math.ceilDiv(span, GROUP) * GROUP);
        WorkerGrid grid = new WorkerGrid1D(threads);
        grid.setLocalWork(group, 1, 1);
        return grid;
    }

    private static Object[] arrays(List<Floats> floats) {
        return floats.stream().map(Floats::array).toArray();
    }

    /// Every array is touched by a kernel, else it would get no place on the device.
    private ImmutableTaskGraph loading(String name, List<Floats> lasting, GridScheduler grids) {
        TaskGraph graph = new TaskGraph(name);
        List<Floats> given = lasting.stream()
                .filter(floats -> floats.transfer() == Transfer.ONCE)
                .toList();
        if (!given.isEmpty()) {
            graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays(given));
        }
        graph.persistOnDevice(arrays(lasting));
        for (int i = 0; i < lasting.size(); i++) {
            graph.task("t" + i, Touch::touched, lasting.get(i).array());
            grids.addWorkerGrid(name + ".t" + i, grid(1));
        }
        return graph.snapshot();
    }

    private ImmutableTaskGraph graph(String name, List<Call> calls, Object[] lasting, GridScheduler grids) {
        TaskGraph graph = new TaskGraph(name);
        Set<Object> once = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Object> each = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Call call : calls) {
            once.add(call.places());
            if (call.factors().length > 0) {
                once.add(call.factors());
            }
            call.floats().stream()
                    .filter(floats -> floats.transfer() == Transfer.EACH)
                    .forEach(floats -> each.add(floats.array()));
            call.ints().forEach(ints -> (ints.transfer() == Transfer.EACH ? each : once).add(ints.array()));
        }
        graph.consumeFromDevice(lasting);
        graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, once.toArray());
        if (!each.isEmpty()) {
            graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, each.toArray());
        }
        graph.persistOnDevice(lasting);
        for (int i = 0; i < calls.size(); i++) {
            add(graph, "t" + i, calls.get(i));
            grids.addWorkerGrid(name + ".t" + i, grid(calls.get(i).span()));
        }
        return graph.snapshot();
    }

    static void add(TaskGraph graph, String id, Call c) {
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
            case CHANGE ->
                graph.task(
                        id,
                        Updates::changed,
                        c.f(0),
                        c.f(1),
                        c.f(2),
                        c.f(3),
                        c.f(4),
                        c.n(0),
                        c.f(5),
                        c.f(6),
                        c.n(1),
                        c.places());
        }
    }

    private static final class Running implements Execution {
        private final int graphs;
        private final GridScheduler grids;
        private final TornadoDevice device;
        private final Floats result;
        private final TornadoExecutionPlan plan;
        private @Nullable TornadoExecutionResult last;
        private boolean loaded;

        Running(List<ImmutableTaskGraph> graphs, GridScheduler grids, TornadoDevice device, Floats result) {
            this.graphs = graphs.size();
            this.grids = grids;
            this.device = device;
            this.result = result;
            this.plan = new TornadoExecutionPlan(graphs.toArray(ImmutableTaskGraph[]::new));
            plan.withDevice(device);
        }

        @Override
        public void run() {
            try {
                TornadoExecutionResult newest = null;
                for (int i = loaded ? 1 : 0; i < graphs; i++) {
                    newest = plan.withGraph(i).withGridScheduler(grids).execute();
                }
                loaded = true;
                last = newest;
                fetch(List.of(result));
            } catch (TornadoOutOfMemoryException e) {
                throw new DeviceMemoryException(
                        "The device " + device.getDeviceName().strip()
                                + " has too little memory for this: take a smaller"
                                + " model, batch or context length.",
                        e);
            }
        }

        @Override
        public void fetch(List<Floats> arrays) {
            if (last != null) {
                last.transferToHost(arrays(arrays));
            }
        }

        @Override
        public void renew() {
            loaded = false;
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
