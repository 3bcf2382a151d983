/// Linear algebra on dense and sparse matrices, computed by a native library that is found when it is first needed.
@NullMarked
package glassformer.numerics;

import org.jspecify.annotations.NullMarked;
