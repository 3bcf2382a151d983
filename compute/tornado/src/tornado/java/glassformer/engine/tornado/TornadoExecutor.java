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

    private static void add(TaskGraph graph, String id, Call call) {
        switch (call) {
            case Call.Product c -> graph.task(id, Products::multiplied, c.a().array(), c.b().array(), c.c().array(), c.bias().array(), c.table().array(), c.at(), 0, c.span(), c.m(), c.n(), c.k(), c.z(), c.biasAt(), c.add());
            case Call.Transpose c -> graph.task(id, Products::transposed, c.x().array(), c.y().array(), c.table().array(), c.at(), 0, c.span(), c.rows(), c.columns(), c.z());
            case Call.ColumnSums c -> graph.task(id, Products::columnSums, c.x().array(), c.y().array(), c.xAt(), c.yAt(), 0, c.span(), c.rows(), c.columns());
            case Call.Scaled c -> graph.task(id, Elements::scaled, c.x().array(), c.y().array(), c.xAt(), c.yAt(), 0, c.span(), c.factor(), c.add());
            case Call.Sum c -> graph.task(id, Elements::added, c.a().array(), c.b().array(), c.y().array(), c.aAt(), c.bAt(), c.yAt(), 0, c.span());
            case Call.Dropout c -> graph.task(id, Elements::dropped, c.x().array(), c.y().array(), c.inputs().array(), c.xAt(), c.yAt(), 0, c.span(), c.probability(), c.together(), c.stream(), c.at(), c.add());
            case Call.Activate c -> graph.task(id, Elements::activated, c.x().array(), c.y().array(), c.xAt(), c.yAt(), 0, c.span(), c.kind());
            case Call.ActivateBack c -> graph.task(id, Elements::activatedBack, c.x().array(), c.dy().array(), c.dx().array(), c.xAt(), c.dyAt(), c.dxAt(), 0, c.span(), c.kind(), c.add());
            case Call.Gate c -> graph.task(id, Elements::gated, c.gate().array(), c.up().array(), c.y().array(), c.gateAt(), c.upAt(), c.yAt(), 0, c.span(), c.kind());
            case Call.GateBack c -> graph.task(id, Elements::gatedBack, c.x().array(), c.dx().array(), c.gateAt(), c.upAt(), c.yAt(), 0, c.span(), c.kind());
            case Call.Gather c -> graph.task(id, Vectors::gathered, c.table().array(), c.x().array(), c.inputs().array(), c.tableAt(), c.xAt(), c.yAt(), 0, c.span(), c.columns(), c.idsAt(), c.startAt(), c.offset(), c.length(), c.places());
            case Call.Scatter c -> graph.task(id, Vectors::scattered, c.dx().array(), c.dTable().array(), c.inputs().array(), c.dxAt(), c.tableAt(), 0, c.span(), c.rows(), c.columns(), c.idsAt(), c.offset(), c.length());
            case Call.Norm c -> graph.task(id, Vectors::normed, c.x().array(), c.weights().array(), c.xAt(), c.yAt(), c.scaleAt(), c.shiftAt(), c.keptAt(), 0, c.span(), c.columns(), c.epsilon(), c.centred());
            case Call.NormBack c -> graph.task(id, Vectors::normBack, c.x().array(), c.dx().array(), c.weights().array(), c.xAt(), c.yAt(), c.scaleAt(), c.keptAt(), 0, c.span(), c.columns(), c.centred(), c.add());
            case Call.NormWeightsBack c -> graph.task(id, Vectors::normWeightsBack, c.x().array(), c.dx().array(), c.gradient().array(), c.xAt(), c.yAt(), c.scaleAt(), c.shiftAt(), c.keptAt(), 0, c.span(), c.rows(), c.columns());
            case Call.Turn c -> graph.task(id, Vectors::turned, c.x().array(), c.y().array(), c.turns().array(), c.inputs().array(), c.xAt(), c.xStep(), c.yAt(), c.yStep(), 0, c.span(), c.heads(), c.pairs(), c.turnsAt(), c.startAt(), c.length(), c.places(), c.way(), c.add());
            case Call.Pool c -> graph.task(id, Vectors::pooled, c.x().array(), c.inputs().array(), c.xAt(), c.yAt(), c.lengthsAt(), 0, c.span(), c.length(), c.columns(), c.how());
            case Call.PoolBack c -> graph.task(id, Vectors::pooledBack, c.dx().array(), c.inputs().array(), c.xAt(), c.yAt(), c.lengthsAt(), 0, c.span(), c.length(), c.columns(), c.how(), c.add());
            case Call.Store c -> graph.task(id, Vectors::stored, c.x().array(), c.cache().array(), c.inputs().array(), c.xAt(), c.xStep(), c.cacheAt(), c.startAt(), 0, c.span(), c.columns());
            case Call.Attend c -> graph.task(id, Softmaxes::attended, c.x().array(), c.slopes().array(), c.inputs().array(), c.xAt(), c.slopesAt(), c.lengthsAt(), c.startAt(), 0, c.span(), c.rows(), c.keys(), c.heads(), c.z(), c.scale(), c.mask());
            case Call.AttendBack c -> graph.task(id, Softmaxes::attendedBack, c.x().array(), c.dx().array(), c.xAt(), c.dxAt(), 0, c.span(), c.rows(), c.keys(), c.z(), c.scale());
            case Call.CrossEntropy c -> graph.task(id, Softmaxes::crossEntropy, c.x().array(), c.dx().array(), c.hyper().array(), c.inputs().array(), c.xAt(), c.labelsAt(), c.hyperAt(), c.lossesAt(), 0, c.span(), c.classes(), c.ignored(), c.slopes());
            case Call.SquaredError c -> graph.task(id, Softmaxes::squaredError, c.x().array(), c.dx().array(), c.hyper().array(), c.xAt(), c.labelsAt(), c.hyperAt(), c.lossesAt(), 0, c.span(), c.slopes());
            case Call.Totals c -> graph.task(id, Softmaxes::totals, c.x().array(), c.sums().array(), c.xAt(), c.sumsAt(), 0, c.span(), c.count());
            case Call.Clear c -> graph.task(id, Updates::cleared, c.gradient().array(), c.inputs().array(), c.at(), 0, c.span());
            case Call.Measure c -> graph.task(id, Updates::measured, c.weights().array(), c.gradient().array(), c.sums().array(), c.table().array(), c.tableAt(), 0, c.span(), c.pieces());
            case Call.Update c -> graph.task(id, Updates::changed, c.weights().array(), c.mean().array(), c.gradient().array(), c.first().array(), c.second().array(), c.table().array(), c.hyper().array(), c.results().array(), c.inputs().array(), c.tableAt(), c.hyperAt(), c.at(), 0, c.span(), c.kind(), c.averages());
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
