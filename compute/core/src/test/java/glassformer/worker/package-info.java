@NullMarked
package glassformer.worker;

import org.jspecify.annotations.NullMarked;
