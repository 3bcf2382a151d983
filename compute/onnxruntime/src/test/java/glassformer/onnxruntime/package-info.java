@NullMarked
package glassformer.onnxruntime;

import org.jspecify.annotations.NullMarked;
