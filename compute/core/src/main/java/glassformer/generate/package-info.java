@NullMarked
package glassformer.generate;

import org.jspecify.annotations.NullMarked;
