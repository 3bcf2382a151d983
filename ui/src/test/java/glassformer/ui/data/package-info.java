@NullMarked
package glassformer.ui.data;

import org.jspecify.annotations.NullMarked;
