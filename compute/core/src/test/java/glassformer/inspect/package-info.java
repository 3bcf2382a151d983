@NullMarked
package glassformer.inspect;

import org.jspecify.annotations.NullMarked;
