@NullMarked
package glassformer.samples;

import org.jspecify.annotations.NullMarked;
