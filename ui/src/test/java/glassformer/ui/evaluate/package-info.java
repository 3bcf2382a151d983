@NullMarked
package glassformer.ui.evaluate;

import org.jspecify.annotations.NullMarked;
