/// Linear algebra by ND4J's native library.
@NullMarked
package glassformer.numerics.nd4j;

import org.jspecify.annotations.NullMarked;
