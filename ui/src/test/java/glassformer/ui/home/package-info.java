@NullMarked
package glassformer.ui.home;

import org.jspecify.annotations.NullMarked;
