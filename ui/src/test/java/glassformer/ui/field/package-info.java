@NullMarked
package glassformer.ui.field;

import org.jspecify.annotations.NullMarked;
