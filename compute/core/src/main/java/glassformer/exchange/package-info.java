@NullMarked
package glassformer.exchange;

import org.jspecify.annotations.NullMarked;
