package glassformer.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import glassformer.onnx.OnnxArray;
import glassformer.onnx.OnnxRuntime;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A graph loaded by [NativeRuntime].
final class NativeSession implements OnnxRuntime.Session {
    private final OrtEnvironment environment;
    private final OrtSession session;

    NativeSession(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    @Override
    public List<String> inputs() {
        return List.copyOf(session.getInputNames());
    }

    @Override
    public Map<String, OnnxArray.Floats> run(Map<String, OnnxArray> inputs, List<String> outputs) throws IOException {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (Map.Entry<String, OnnxArray> input : inputs.entrySet()) {
                tensors.put(input.getKey(), tensor(input.getValue()));
            }
            try (OrtSession.Result result = session.run(tensors, new HashSet<>(outputs))) {
                Map<String, OnnxArray.Floats> all = new LinkedHashMap<>();
                for (String output : outputs) {
                    all.put(output, floats(result.get(output).orElseThrow()));
                }
                return all;
            }
        } catch (OrtException e) {
            throw new IOException("ONNX Runtime failed: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(OnnxArray array) throws OrtException {
        return switch (array) {
            case OnnxArray.Floats(var shape, var values) ->
                OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), sides(shape));
            case OnnxArray.Longs(var shape, var values) ->
                OnnxTensor.createTensor(environment, LongBuffer.wrap(values), sides(shape));
            case OnnxArray.Flag(boolean value) -> OnnxTensor.createTensor(environment, new boolean[] {value});
        };
    }

    private static long[] sides(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }

    private static OnnxArray.Floats floats(OnnxValue value) {
        OnnxTensor tensor = (OnnxTensor) value;
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return new OnnxArray.Floats(
                Arrays.stream(tensor.getInfo().getShape())
                        .mapToObj(Math::toIntExact)
                        .toList(),
                values);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
