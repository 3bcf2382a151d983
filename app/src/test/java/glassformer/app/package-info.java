@NullMarked
package glassformer.app;

import org.jspecify.annotations.NullMarked;
