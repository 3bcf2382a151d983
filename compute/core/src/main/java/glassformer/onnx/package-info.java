/// Models as ONNX graphs: an interpreter of the blueprint that writes operators, and what runs them.
@NullMarked
package glassformer.onnx;

import org.jspecify.annotations.NullMarked;
