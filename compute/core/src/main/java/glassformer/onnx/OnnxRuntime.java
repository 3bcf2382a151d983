package glassformer.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// Runs ONNX graphs; found by [ServiceLoader], since it is native code. Loads no native library before [#open].
public interface OnnxRuntime {
    /// Its name and version, for people to read.
    String description();

    /// @throws IOException where the file is no graph that it can run
    Session open(Path model) throws IOException;

    /// A loaded graph.
    interface Session extends AutoCloseable {
        List<String> inputs();

        /// @param inputs  one for each of [#inputs]
        /// @param outputs which to compute; all are of float32
        Map<String, OnnxArray.Floats> run(Map<String, OnnxArray> inputs, List<String> outputs) throws IOException;

        @Override
        void close();
    }

    /// The one on the class path.
    static Optional<OnnxRuntime> find() {
        return ServiceLoader.load(OnnxRuntime.class).findFirst();
    }
}
