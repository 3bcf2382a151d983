package glassformer.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A loaded TorchScript module whose methods are called by name.
final class TorchModule implements AutoCloseable {
    private final PtSymbolBlock block;
    private final ParameterStore parameters;
    private final NDManager manager;
    private final Map<String, NDArray> selectors = new HashMap<>();

    TorchModule(NDManager manager, byte[] archive) {
        try {
            block = JniUtils.loadModule(
                    (PtNDManager) manager,
                    new ByteArrayInputStream(archive),
                    manager.getDevice().isGpu(),
                    false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        parameters = new ParameterStore(manager, false);
        this.manager = manager;
    }

    /// An argument that is a list of tensors: DJL gathers arrays of one name that ends in `[]`.
    static NDList list(String name, List<NDArray> arrays) {
        NDList list = new NDList(arrays.size());
        for (NDArray array : arrays) {
            array.setName(name + "[]");
            list.add(array);
        }
        return list;
    }

    /// @param gradients whether operations are recorded for a backward pass; kept by thread, so set each time
    NDList call(NDManager scope, String method, boolean gradients, NDList arguments) {
        JniUtils.setGradMode(gradients);
        NDList all = new NDList(arguments);
        all.add(selectors.computeIfAbsent(method, this::selector));
        NDList results = block.forward(parameters, all, true, null);
        results.attach(scope);
        return results;
    }

    /// DJL calls the method that an argument's name tells.
    private NDArray selector(String method) {
        NDArray selector = manager.create(0);
        selector.setName("module_method:" + method);
        return selector;
    }

    @Override
    public void close() {
        selectors.values().forEach(NDArray::close);
        block.close();
    }
}
