@NullMarked
package glassformer.run;

import org.jspecify.annotations.NullMarked;
