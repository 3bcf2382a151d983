@NullMarked
package glassformer.engine.djl;

import org.jspecify.annotations.NullMarked;
