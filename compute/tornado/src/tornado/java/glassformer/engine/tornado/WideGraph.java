package glassformer.engine.tornado;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import uk.ac.manchester.tornado.api.TaskGraph;

/// Makes task graphs for any number of kernels. TornadoVM 5.2 notes what a graph consists of in 8 KiB, which holds a
/// hundred kernels or so, and has no setting for it; a step of training has several hundred. So the two fields that
/// hold the notes get a larger array before the first kernel is added.
final class WideGraph {
    private static final int USUAL_BYTES = 8192;
    /// A kernel's place, the count and places of its parameters.
    private static final int MOST_BYTES = 160;

    private WideGraph() {}

    static TaskGraph named(String name, int kernels) {
        TaskGraph graph = new TaskGraph(name);
        int bytes = Math.multiplyExact(kernels, MOST_BYTES);
        if (bytes > USUAL_BYTES) {
            widen(graph, bytes);
        }
        return graph;
    }

    private static void widen(TaskGraph graph, int bytes) {
        try {
            Field inside = TaskGraph.class.getDeclaredField("taskGraphImpl");
            inside.setAccessible(true);
            Object notes = inside.get(graph);
            byte[] array = new byte[bytes];
            set(notes, "highLevelCode", array);
            set(notes, "hlBuffer", ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "this version of TornadoVM cannot hold a graph of so many kernels: take 5.2, or a smaller model", e);
        }
    }

    private static void set(Object object, String name, Object value) throws ReflectiveOperationException {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(object, value);
    }
}
