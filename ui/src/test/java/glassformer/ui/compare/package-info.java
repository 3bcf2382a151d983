@NullMarked
package glassformer.ui.compare;

import org.jspecify.annotations.NullMarked;
