@NullMarked
package glassformer.ui.build;

import org.jspecify.annotations.NullMarked;
