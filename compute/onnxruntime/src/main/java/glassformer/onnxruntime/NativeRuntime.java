package glassformer.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import glassformer.onnx.OnnxRuntime;
import java.io.IOException;
import java.nio.file.Path;

/// ONNX Runtime on the CPU. Its library is loaded with the first graph.
public final class NativeRuntime implements OnnxRuntime {
    @Override
    public String description() {
        return "ONNX Runtime " + OrtEnvironment.class.getPackage().getImplementationVersion();
    }

    @Override
    public Session open(Path model) throws IOException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            return new NativeSession(environment, environment.createSession(model.toString(), options));
        } catch (OrtException e) {
            throw new IOException("ONNX Runtime cannot open " + model + ": " + e.getMessage(), e);
        }
    }
}
