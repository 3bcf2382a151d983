/// Folders that transformers.js and ONNX Runtime open.
@NullMarked
package glassformer.export.onnx;

import org.jspecify.annotations.NullMarked;
