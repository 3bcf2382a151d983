@NullMarked
package glassformer.ui.window;

import org.jspecify.annotations.NullMarked;
