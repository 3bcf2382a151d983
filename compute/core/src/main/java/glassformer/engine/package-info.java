@NullMarked
package glassformer.engine;

import org.jspecify.annotations.NullMarked;
