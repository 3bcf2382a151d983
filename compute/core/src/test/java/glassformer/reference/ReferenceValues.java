package glassformer.reference;

import glassformer.engine.TrainedValues;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What [ReferenceSession] exchanges, in double precision between its own sessions.
record ReferenceValues(Map<String, double[]> values) implements TrainedValues {
    @Override
    public void copyTo(MemorySegment target) {
        long at = 0;
        for (double[] tensor : values.values()) {
            for (double value : tensor) {
                target.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, at++, (float) value);
            }
        }
    }

    /// @param shapes arrays of the right names, order and lengths
    static ReferenceValues read(TrainedValues values, Map<String, double[]> shapes) {
        Map<String, double[]> read = new LinkedHashMap<>();
        if (values instanceof ReferenceValues(Map<String, double[]> own)) {
            shapes.keySet().forEach(name -> read.put(name, own.get(name).clone()));
            return new ReferenceValues(read);
        }
        int size = shapes.values().stream().mapToInt(shape -> shape.length).sum();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment all = arena.allocate(4L * size);
            values.copyTo(all);
            float[] floats = all.toArray(ValueLayout.JAVA_FLOAT);
            int at = 0;
            for (Map.Entry<String, double[]> shape : shapes.entrySet()) {
                int from = at;
                double[] wide = new double[shape.getValue().length];
                Arrays.setAll(wide, i -> floats[from + i]);
                read.put(shape.getKey(), wide);
                at += wide.length;
            }
        }
        return new ReferenceValues(read);
    }

    @Override
    public void close() {}
}
