package glassformer.hub;

import glassformer.engine.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Named tensors in files that others made, read when they are asked for.
public interface TensorSource extends AutoCloseable {
    /// Each tensor's shape, in the files' order.
    Map<String, List<Integer>> shapes();

    /// @throws glassformer.BadInputException where values are not numbers that become float32
    Map<String, Tensor> read(Collection<String> names);

    /// The file that holds a tensor, or that would have to hold it.
    String where(String name);

    /// What a person should know of values that are not as they were trained, one sentence each.
    default List<String> notes() {
        return List.of();
    }

    /// Lets go of the files.
    @Override
    default void close() {}
}
