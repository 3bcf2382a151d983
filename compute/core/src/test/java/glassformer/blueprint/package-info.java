@NullMarked
package glassformer.blueprint;

import org.jspecify.annotations.NullMarked;
