@NullMarked
package glassformer.importing;

import org.jspecify.annotations.NullMarked;
