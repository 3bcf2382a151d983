package glassformer.onnxruntime;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Weights;
import glassformer.onnx.OnnxModel;
import glassformer.onnx.OnnxModels;
import glassformer.onnx.OpenedModel;
import glassformer.onnx.Precision;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A blueprint as files, opened in ONNX Runtime.
final class WrittenModel {
    private WrittenModel() {}

    static OpenedModel open(Blueprint blueprint, Weights weights, Precision precision, Path folder) throws IOException {
        for (Map.Entry<String, OnnxModel> model :
                OnnxModels.of(blueprint, weights, precision).entrySet()) {
            Path file = folder.resolve(precision.file(model.getKey()));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                model.getValue().write(out);
            }
            if (Files.size(file) != model.getValue().bytes()) {
                throw new IllegalStateException(file + " is not as long as it was announced");
            }
        }
        return new OpenedModel(new NativeRuntime(), blueprint, folder, precision);
    }
}
