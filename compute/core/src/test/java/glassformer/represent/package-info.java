@NullMarked
package glassformer.represent;

import org.jspecify.annotations.NullMarked;
