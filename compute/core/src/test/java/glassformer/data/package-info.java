@NullMarked
package glassformer.data;

import org.jspecify.annotations.NullMarked;
