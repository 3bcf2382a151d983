@NullMarked
package glassformer.baseline;

import org.jspecify.annotations.NullMarked;
