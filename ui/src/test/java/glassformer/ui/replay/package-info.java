@NullMarked
package glassformer.ui.replay;

import org.jspecify.annotations.NullMarked;
