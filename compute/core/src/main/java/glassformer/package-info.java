@NullMarked
package glassformer;

import org.jspecify.annotations.NullMarked;
