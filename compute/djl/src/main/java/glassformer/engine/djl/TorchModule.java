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
import java.util.List;

/// A loaded TorchScript module whose methods are called by name.
final class TorchModule implements AutoCloseable {
    private final PtSymbolBlock block;
    private final ParameterStore parameters;

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
        NDArray selector = scope.create(0);
        selector.setName("module_method:" + method);
        NDList all = new NDList(arguments);
        all.add(selector);
        NDList results = block.forward(parameters, all, true, null);
        results.attach(scope);
        return results;
    }

    @Override
    public void close() {
        block.close();
    }
}
