@NullMarked
package glassformer.evaluate;

import org.jspecify.annotations.NullMarked;
