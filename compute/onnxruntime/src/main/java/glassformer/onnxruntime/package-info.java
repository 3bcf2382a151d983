/// Runs exported graphs with ONNX Runtime, as the tools that open them do.
@NullMarked
package glassformer.onnxruntime;

import org.jspecify.annotations.NullMarked;
