@NullMarked
package glassformer.ui.map;

import org.jspecify.annotations.NullMarked;
