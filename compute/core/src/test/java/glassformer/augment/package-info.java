@NullMarked
package glassformer.augment;

import org.jspecify.annotations.NullMarked;
