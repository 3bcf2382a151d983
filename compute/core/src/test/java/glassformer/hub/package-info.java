@NullMarked
package glassformer.hub;

import org.jspecify.annotations.NullMarked;
