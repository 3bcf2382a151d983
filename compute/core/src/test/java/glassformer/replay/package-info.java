@NullMarked
package glassformer.replay;

import org.jspecify.annotations.NullMarked;
