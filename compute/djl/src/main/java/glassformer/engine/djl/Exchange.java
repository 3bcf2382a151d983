package glassformer.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import glassformer.engine.TrainedValues;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Takes in what other sessions computed: from device to device by libtorch, or from memory.
final class Exchange implements AutoCloseable {
    private static final String SOURCE = """
            def copy(self: __torch__.Model, to: List[Tensor], source: List[Tensor]) -> Tensor:
              torch._foreach_copy_(to, source)
              return torch.detach(to[0])
            def add(self: __torch__.Model, to: List[Tensor], source: List[Tensor]) -> Tensor:
              torch._foreach_add_(to, source)
              return torch.detach(to[0])
            """;

    private final NDManager manager;
    private final TorchModule module;

    Exchange(NDManager manager) {
        this.manager = manager;
        ScriptWriter out = new ScriptWriter();
        List<String> lists = List.of("P");
        ModelScript.open(out, lists);
        out.block(SOURCE);
        module = new TorchModule(manager, ScriptArchive.pack(ModelScript.CLASS, lists, out.toString()));
    }

    void copy(List<NDArray> to, TrainedValues source) {
        call("copy", to, source);
    }

    void add(List<NDArray> to, TrainedValues source) {
        call("add", to, source);
    }

    private void call(String method, List<NDArray> to, TrainedValues source) {
        try (Arena arena = Arena.ofConfined();
                NDManager scope = manager.newSubManager()) {
            NDList arguments = TorchModule.list("to", to);
            arguments.addAll(TorchModule.list("source", here(scope, arena, to, source)));
            module.call(scope, method, false, arguments);
        }
    }

    private List<NDArray> here(NDManager scope, Arena arena, List<NDArray> like, TrainedValues source) {
        return switch (source) {
            case DeviceValues device ->
                device.arrays().stream().map(array -> here(scope, array)).toList();
            case TrainedValues.Host host -> wrapped(scope, like, host.floats());
            default -> {
                MemorySegment floats = arena.allocate(
                        Float.BYTES * like.stream().mapToLong(NDArray::size).sum(), Float.BYTES);
                source.copyTo(floats);
                yield wrapped(scope, like, floats);
            }
        };
    }

    private NDArray here(NDManager scope, NDArray array) {
        if (array.getDevice().equals(manager.getDevice())) {
            return array;
        }
        NDArray copy = array.toDevice(manager.getDevice(), true);
        copy.attach(scope);
        return copy;
    }

    /// On the CPU these read the memory itself.
    private static List<NDArray> wrapped(NDManager scope, List<NDArray> like, MemorySegment floats) {
        List<NDArray> arrays = new ArrayList<>();
        long at = 0;
        for (NDArray array : like) {
            long bytes = array.size() * Float.BYTES;
            arrays.add(scope.create(
                    floats.asSlice(at, bytes).asByteBuffer().order(ByteOrder.nativeOrder()),
                    array.getShape(),
                    DataType.FLOAT32));
            at += bytes;
        }
        return arrays;
    }

    @Override
    public void close() {
        module.close();
    }
}
