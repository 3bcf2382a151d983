@NullMarked
package glassformer.numerics;

import org.jspecify.annotations.NullMarked;
