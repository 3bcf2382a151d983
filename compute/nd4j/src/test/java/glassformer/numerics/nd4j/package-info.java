@NullMarked
package glassformer.numerics.nd4j;

import org.jspecify.annotations.NullMarked;
