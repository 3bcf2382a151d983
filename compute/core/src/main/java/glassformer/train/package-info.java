@NullMarked
package glassformer.train;

import org.jspecify.annotations.NullMarked;
